import { expect, test } from "vitest";
import { sectionsOf, tableSection } from "./fixtures/sections.ts";
import { composeFigures, MOST_FIGURES } from "./kept.ts";
import { pack, unpack } from "./pack.ts";

test("figures come back from their packed text as they were, withheld ones, ranges and doubts too", () => {
  const table = tableSection([
    ["类别", "2024年（万元）"],
    ["捐赠", "1,250.5"],
    ["其他", "-3"],
  ]);
  const kept = composeFigures([
    ...sectionsOf("员工200人，收入**万元。", "没有数字。", "志愿者90人，占全局员工总数的47.5%。走访10至12户，近百场。"),
    { ...table, position: 9 },
  ]);
  expect(kept.sections.map(({ list }) => list.length)).toEqual([2, 4, 2]);
  expect(kept.doubts).toHaveLength(1);
  expect(unpack(pack(kept))).toEqual(kept);
});

test("a revision without figures is packed too", () => {
  const none = { sections: [], doubts: [] };
  expect(unpack(pack(none))).toEqual(none);
});

test.each(["", "x", "AAAA", pack({ sections: [], doubts: [] }).slice(4)])("%j is no packed text", (text) =>
  expect(unpack(text)).toBeNull(),
);

test("a file of nothing but numbers, with a different label each, stays under the 2 MB of a value", () => {
  let seed = 7;
  const han = () => String.fromCharCode(0x4e00 + ((seed = (seed * 48_271) % 0x7fffffff) % 20_000));
  const rows = Array.from({ length: MOST_FIGURES + 10 }, () => [
    Array.from({ length: 90 }, han).join(""),
    `${seed}${seed}.${seed}`,
  ]);
  const kept = composeFigures([tableSection([["名称", "数额（元）"], ...rows])]);
  expect(kept.sections[0]?.list).toHaveLength(MOST_FIGURES);
  expect(pack(kept).length).toBeLessThan(1_500_000);
});

test("a number too long to be one is not kept", () => {
  expect(composeFigures(sectionsOf(`共${"9".repeat(5000)}人，其中30人。`)).sections[0]?.list).toMatchObject([
    { text: "30人" },
  ]);
});
