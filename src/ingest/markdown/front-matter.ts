import type { Notes } from "../notes.ts";

const FRONT_MATTER = /^\s*(---|\+\+\+)[ \t]*\n((?:[^\n]*\n){0,80}?)\1[ \t]*(?:\n|$)/;
const ENTRY = /^[\w\p{Script=Han}-]{1,40}\s*[:=]/mu;
/** Nothing but the title and the date, which the report states too. */
const OPEN = /^(?:\s*(?:title|date|标题|日期)\s*[:=][^\n]*(?:\n|$)|\s*\n)*$/i;
const TITLE = /^(?:title|标题)\s*[:=]\s*(.*)$/im;

/** Takes a Markdown file's head (--- … ---) out of the text, whole into a note; its title may stand in for one the text lacks. */
export function takeFrontMatter(file: string, notes: Notes): { source: string; title: string } {
  const found = FRONT_MATTER.exec(file);
  if (!found || !ENTRY.test(found[2] ?? "")) return { source: file, title: "" };
  const [printed, , inner] = found;
  notes.info("markup-left-out", "文件开头的属性区（--- 与 --- 之间）没有放进正文。", printed.trim(), 1);
  notes.account(printed, "");
  if (!OPEN.test(inner ?? "")) notes.hidden([printed.trim()]);
  const title = (TITLE.exec(inner ?? "")?.[1] ?? "").trim().replace(/^(["'])(.*)\1$/, "$2");
  return { source: printed.replace(/[^\n]/g, " ") + file.slice(printed.length), title };
}
