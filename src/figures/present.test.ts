import { expect, test } from "vitest";
import { extractFigures } from "./reading/extract.ts";
import { sectionsOf } from "./fixtures/sections.ts";
import { figureSubject } from "./present.ts";

test("a share or a change that says nothing of its own is shown with the amount it follows", () => {
  const figures = extractFigures(sectionsOf("本科学历201人，占64.4%。投诉1,118件，同比下降5.3%，满意率90%。"));
  expect(figures.map((figure, at) => figureSubject(figure, figures[at - 1]))).toEqual([
    "本科学历",
    "本科学历 201人，占",
    "投诉",
    "投诉 1,118件，同比下降",
    "满意率",
  ]);
});
