import { expect, test } from "vitest";
import { fillTemplate } from "./templates.ts";

const matter = { id: 7, aboutBureauName: "东湖局", bureauName: "云栈局", year: 2023, sectionHeading: null };

test("a template is filled with what is known; what is not stands in brackets, and other braces stay", () => {
  expect(fillTemplate("{单位}{年度}年“{章节}”，第{编号}号 {其他}", matter)).toBe(
    "东湖局2023年“（章节）”，第7号 {其他}",
  );
});
