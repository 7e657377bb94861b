import type { ReportView } from "../reports/view.ts";
import type { KeptFigure } from "./kept.ts";
import { subjectOf } from "./reading/label.ts";

const NEAR = 12;

/** The subject of a figure, in one line: the words before it and those after its unit; for 占 64.4% the amount it follows too. */
export function figureSubject(figure: KeptFigure, previous?: KeptFigure): string {
  const own = [printed(figure.label), figure.noun].filter(Boolean).join(" … ");
  const says = subjectOf(figure.label).replace(/^占.{0,1}$/u, "");
  if (says !== "" || !previous || previous.anchor !== figure.anchor || figure.start - previous.end > NEAR) return own;
  return `${printed(previous.label)} ${printed(previous.text)}，${own}`;
}

/** The number that addresses of a superseded revision name; none for the current one. */
export const frozenOf = ({ revision, currentRevision }: ReportView) =>
  revision.number === currentRevision ? undefined : revision.number;

export const printed = (text: string) => text.replace(/\s+/gu, " ").trim();
