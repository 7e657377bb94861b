import fc from "fast-check";
import toTraditional from "opencc-js/dict/STCharacters";
import { foldText } from "../../src/search/text/fold.ts";
import type { Published } from "./real-reports.ts";

/** Texts with what reports seldom have: quotation marks, units, Latin words, characters outside the first plane, controls. */
export const DIFFICULT = [
  {
    heading: "一、总则",
    text: "“安全第一”、“服务至上”。全年下降38.5%，总量下降。\n其中ICT 5G项目12个，G60走廊3,400米；二〇一九年起𠮷田先生参加。",
  },
  { heading: "二、其他", text: "总量上升，服务（含上门）1,234次——比上年多8.5%！\n公式 a<b&c 🐝 蜂箱\u0007三只。" },
];

/** A run of 1–20 characters of a section as printed, white space at its ends aside. */
export const anyRun = (sections: readonly Published[]) =>
  fc
    .tuple(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 20 }))
    .map(([which, at, length]) => {
      const section = sections[which % sections.length];
      const chars = Array.from(section?.text ?? "");
      const from = at % Math.max(1, chars.length);
      return {
        address: section?.address ?? "",
        run: chars
          .slice(from, from + length)
          .join("")
          .trim(),
      };
    })
    .filter(({ run }) => foldText(run) !== "" && !/(?:^|\s)[-－]/u.test(run));

const traditional = new Map(
  toTraditional.split("|").map((pair): [string, string] => {
    const [from = "", to = ""] = pair.split(" ");
    return [from, to];
  }),
);
const fullWidth = (text: string) => text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
const toHant = (text: string) => Array.from(text, (char) => traditional.get(char) ?? char).join("");

/** How people copy. */
export const FORMS: readonly (readonly [string, (run: string) => string])[] = [
  ["as printed, line breaks included", (run) => run],
  ["without white space", (run) => run.replace(/\s/gu, "")],
  ["cut by a line break", (run) => `${run.slice(0, run.length >> 1)}\n${run.slice(run.length >> 1)}`],
  ["in full width", fullWidth],
  ["in Traditional characters", toHant],
];
