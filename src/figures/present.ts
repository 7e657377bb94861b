import type { KeptFigure } from "./kept.ts";

/** What a figure is about, in one line: the words before it and those after its unit. */
export const aboutOf = ({ label, noun }: KeptFigure) =>
  [label.replace(/\s+/gu, " ").trim(), noun].filter(Boolean).join(" … ");

export const printed = (text: string) => text.replace(/\s+/gu, " ");
