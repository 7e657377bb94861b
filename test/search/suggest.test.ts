import { expect, it } from "vitest";
import { suggest } from "../../src/search/suggest/suggest.ts";
import { ctx, publish } from "./archive.ts";

it("suggests bureaus, headings and how the texts go on; by sound where nothing is written so", async () => {
  await publish({
    bureau: "songjiang",
    name: "中国电信股份有限公司上海松江电信局",
    shortName: "松江电信局",
    year: 2020,
    sections: [{ heading: "2、志愿服务：", text: "志愿者登记，志愿者培训。", standard: "volunteering" }],
  });
  const texts = async (typed: string) => (await suggest(ctx(), typed)).map(({ text, kind }) => `${kind} ${text}`);
  expect(await texts("松江")).toContain("bureau 松江电信局");
  expect(await texts("志愿")).toEqual(expect.arrayContaining(["heading 志愿服务", "phrase 志愿者"]));
  expect(await texts("songjiang")).toEqual(["bureau 松江电信局"]);
  expect((await texts("松将"))[0]).toContain("松江");
  expect(await texts("")).toEqual([]);
  expect(await texts('"*( NEAR')).toEqual([]);
});
