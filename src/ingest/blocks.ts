import type { Block } from "./document.ts";
import type { Para } from "./para.ts";

const CAPTION =
  /^表\s?(?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})(?:\s?[-－—–.]\s?[0-9]{1,3})?(?:[\s：:、.．]|$|\p{Script=Han})/u;
/** 关键绩效表, directly above a table. */
const NAMED = /^[^，。；：:\s]{2,30}(?:一览|绩效|指标|统计|情况|明细|数据|汇总|荣誉)表$/;
const UNIT_LINE = /^[（(]?(?:计量)?单位[：:].{1,20}$/;
const LONGEST_CAPTION = 60;

/** A section's paragraphs as blocks; the line above a table that names it becomes its caption. */
export function toBlocks(paras: Para[]): Block[] {
  const blocks: Block[] = [];
  for (const para of paras) {
    if (para.table)
      blocks.push({ kind: "table", caption: takeCaption(blocks), header: para.table.header, rows: para.table.rows });
    else if (para.role === "item") blocks.push({ kind: "item", marker: para.marker, text: para.text });
    else blocks.push({ kind: para.role === "signature" ? "signature" : "text", text: para.text });
  }
  return blocks;
}

function takeCaption(blocks: Block[]): string {
  const parts: string[] = [];
  for (const form of [UNIT_LINE, CAPTION, NAMED]) {
    const last = blocks.at(-1);
    if (
      last?.kind !== "text" ||
      last.text.length > LONGEST_CAPTION ||
      !form.test(last.text) ||
      /[。；，]/.test(last.text)
    )
      continue;
    parts.unshift(last.text);
    blocks.pop();
  }
  return parts.join(" ");
}
