import { describe, expect, test } from "vitest";
import { readFigures } from "../../figures/reading/extract.ts";
import { sectionsOf } from "../../figures/fixtures/sections.ts";
import { readPoints } from "../reading/points.ts";
import { composeNote, type TypedNote } from "./compose-note.ts";
import { placeKey, type PointNote } from "../point-note.ts";

const YEAR = 2023;
const paragraphsOf = (...texts: string[]) => readFigures(sectionsOf(...texts));

/** The note that an editor makes about the figure printed so. */
function noteOn(texts: string[], text: string, typed: Partial<TypedNote>, notes: readonly PointNote[] = []): PointNote {
  const paragraphs = paragraphsOf(...texts);
  const figure = paragraphs.flatMap(({ figures }) => figures).find((each) => each.text === text);
  if (!figure) throw new Error(`no figure ${text}`);
  const given = { act: "in", indicator: "volunteer-hours", year: String(YEAR), reason: "原文另有说明", ...typed };
  const drafted = composeNote({ ...given, place: placeKey(figure) }, paragraphs, YEAR, notes);
  return { ...drafted, id: `note ${text}`, role: "publisher", madeBy: "编者", at: "2026-12-01T00:00:00.000Z" };
}

const read = (texts: string[], ...notes: PointNote[]) =>
  readPoints(paragraphsOf(...texts), YEAR, notes).map(({ indicator, year, value, leftOut, note }) =>
    [indicator, year, value, leftOut, note].join(" ").trim(),
  );

const OWN = "全年志愿服务4,608小时。";
const OTHER = "另有结对服务3,900小时。";

describe("an editorial note", () => {
  test("takes a value out of its indicator, and only of that", () => {
    expect(read([OWN], noteOn([OWN], "4,608小时", { act: "out" }))).toEqual([
      "volunteer-hours 2023 4608 editor note 4,608小时",
    ]);
  });

  test("assigns a figure that the rules do not read, and converts its unit", () => {
    const text = "另有结对服务0.39万小时。";
    expect(read([text])).toEqual([]);
    expect(read([text], noteOn([text], "0.39万小时", {}))).toEqual(["volunteer-hours 2023 3900  note 0.39万小时"]);
  });

  test("decides between two values that the report states", () => {
    const both = [OWN, "全年志愿服务4,680小时。"];
    expect(read(both)).toEqual(["volunteer-hours 2023 4608 differs", "volunteer-hours 2023 4680 differs"]);
    expect(read(both, noteOn(both, "4,608小时", {}))).toEqual([
      "volunteer-hours 2023 4608  note 4,608小时",
      "volunteer-hours 2023 4680 differs",
    ]);
  });

  test("stays with its figure where words before it or its paragraph move, and leaves one that changed", () => {
    const note = noteOn([OWN, OTHER], "3,900小时", { year: "2022" });
    const kept = "volunteer-hours 2022 3900  note 3,900小时";
    expect(read(["新的一段，12人。", OWN, OTHER], note)).toContain(kept);
    expect(read([OWN, "另有结对服务3,910小时。"], note)).toEqual(["volunteer-hours 2023 4608"]);
  });

  test.each<[string, string, Partial<TypedNote>, string]>([
    [OWN, "4,608小时", { indicator: "electricity" }, "单位是“小时”"],
    [OWN, "4,608小时", { indicator: "no-such" }, "没有这项指标"],
    [OWN, "4,608小时", {}, "已经列入"],
    [OWN, "4,608小时", { reason: " " }, "写明理由"],
    [OTHER, "3,900小时", { act: "out" }, "无须移出"],
    [OTHER, "3,900小时", { year: "2024" }, "1949至2023"],
    [OTHER, "3,900小时", { act: "else" }, "移出还是列入"],
  ])("about %s (%s) with %j is refused", (text, figure, typed, message) =>
    expect(() => noteOn([text], figure, typed)).toThrow(message),
  );

  test("is one for each figure, and one for each value of a year", () => {
    const note = noteOn([OWN, OTHER], "3,900小时", { year: "2022" });
    expect(() => noteOn([OWN, OTHER], "3,900小时", { year: "2021" }, [note])).toThrow("已有编者注");
    expect(() => noteOn([OWN, OTHER, "又服务55小时。"], "55小时", { year: "2022" }, [note])).toThrow("另一个数字");
  });
});
