import { forgetArchiveVersion } from "../../src/http/page-cache/archive-version.ts";
import { publish } from "../search/archive.ts";

const sections = (complaints: string, volunteering: string) => [
  { heading: "一、诚信服务", text: complaints, standard: "honest-service" },
  { heading: "二、志愿服务", text: volunteering, standard: "volunteering" },
];

/** Two invented bureaus over three years, one report corrected, each with its index rows. */
export async function openIndexedArchive() {
  const donghu = { bureau: "donghu", name: "示例市东湖电信局", shortName: "东湖局" };
  const yunzhan = { bureau: "yunzhan", name: "示例市云栈供水局", shortName: "云栈局" };
  await publish({ ...donghu, year: 2021, sections: sections("全年投诉下降一成。", "志愿者八十人，服务**小时。") });
  const first = await publish({ ...donghu, year: 2023, sections: sections("投诉三十件。", "旧稿写作志愿者九百人。") });
  await publish({
    ...donghu,
    year: 2023,
    number: 2,
    previous: first,
    sections: sections("投诉总量下降，\n每一件都有回音。<b>不是标签</b>", "志愿者九十人，全年组织四十八次。"),
  });
  await publish({
    ...yunzhan,
    year: 2023,
    sections: sections("=SUM(A1)投诉 12 件。", "护河志愿者五十人。").slice(0, 1),
  });
  forgetArchiveVersion();
}
