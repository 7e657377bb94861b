import { DEMO, type InventedReport, type DraftBlock } from "./draft.ts";
import { escapeMarkup } from "./escape-markup.ts";
import type { Quirks } from "./quirks.ts";
import type { Random } from "./random.ts";

/** As a bureau's web site prints it, with what stands around it there. */
export function printHtml(draft: InventedReport, quirks: Quirks, random: Random, charset: string): string {
  const tagged = random.chance(0.5);
  const lines = draft.sections.flatMap(({ depth, heading, inline, blocks }) => {
    const printed = blocks.flatMap(printBlock);
    if (inline) return [`<p><b>${escapeMarkup(heading)}</b>${printed[0]?.slice(3)}`, ...printed.slice(1)];
    const name = tagged || draft.numbering === "plain" ? `h${depth + 1}` : "p";
    return [`<${name}>${escapeMarkup(heading)}</${name}>`, ...printed];
  });
  const around = quirks.titleRepeated ? `<p>${draft.title}</p>` : "";
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="${charset}"><title>${draft.title}-示例市信息公开网</title><style>p{text-indent:2em}</style></head>
<body><div>首页 &gt; 信息公开 &gt; 社会责任</div><div>字号：大 中 小</div>
<h1>${draft.title}</h1><p>（${DEMO.slice(0, 4)}）</p>${around}
${lines.join("\n")}
${draft.signature.map((line) => `<p align="right">${line}</p>`).join("\n")}
<div>上一篇：没有了</div><div>下一篇：没有了</div><div>打印本页</div><script>var visits = 1;</script></body></html>
`;
}

function printBlock(block: DraftBlock): string[] {
  if (block.kind === "list") return block.items.map((item, at) => `<p>${at + 1}. ${escapeMarkup(item)}</p>`);
  if (block.kind === "text") return [`<p>${escapeMarkup(block.text)}</p>`];
  const rows = block.rows.map((cells) => `<tr>${cells.map((cell) => `<td>${escapeMarkup(cell)}</td>`).join("")}</tr>`);
  return [`<table border="1">${rows.join("")}</table>`];
}
