import { rankOf } from "../signs/numeral.ts";
import { asItem } from "./numbered-headings.ts";
import { bareTitle, paraTitle, type Para } from "../para.ts";

const GLOSSARY =
  /^(?:专业|专用|有关)?(?:名词|名词术语|术语|用语|词语|缩略语|指标)(?:解释|注释|释义|说明)(?:及说明)?$|^(?:释义|注释)$/;
const ENTRY = /^[^。]{1,40}[：:]|^[“"「《]/;

/** Below 名词解释 a numbered line explains a word: 1.“两重”：…; none of them is a section. */
export function markGlossary(paras: Para[]): void {
  let rank = -1;
  for (const para of paras) {
    if (para.table) continue;
    if (GLOSSARY.test(bareTitle(paraTitle(para)))) {
      rank = para.numeral ? rankOf(para.numeral.style) : 0;
      continue;
    }
    if (rank < 0 || !para.numeral || para.role !== "text") continue;
    if (rankOf(para.numeral.style) > rank && ENTRY.test(para.numeral.rest)) asItem(para);
    else rank = -1;
  }
}
