import { beijingDay } from "../../day.ts";
import { type CitationTarget, citedUrl } from "./cite.ts";
import { subtree } from "./reading.ts";
import type { Paragraph, Section } from "../report.ts";
import type { ReportText } from "../view.ts";

/** The source of a quotation, line by line. */
export function sourceLines(view: ReportText, cited: CitationTarget): [string, string][] {
  const { bureau, revision } = view;
  return [
    ["单位", bureau.demo ? `${bureau.name}（演示数据，内容均为虚构）` : bureau.name],
    ["版本", `第${revision.number}版，${beijingDay(revision.publishedAt)}公示`],
    ["固定地址", citedUrl(cited)],
    ["原件 SHA-256", revision.fileSha256],
  ];
}

/** The sections a form covers: one with those below it, or all. */
export const covered = (view: ReportText, position: number | null) =>
  position === null ? view.sections : subtree(view.sections, position);

export function toMarkdown(view: ReportText, position: number | null, cited: CitationTarget) {
  const sections = covered(view, position);
  const base = position === null ? -1 : (sections[0]?.depth ?? 1) - 1;
  const title = position === null ? [`# ${escapeMarkdown(view.revision.title)}`] : [];
  const source = sourceLines(view, cited).map(([label, text]) => `- ${label}：${text}`);
  const body = sections.flatMap((section) => sectionLines(section, section.depth - base));
  const [first, ...rest] = [...title, ...body];
  return `${[first, source.join("\n"), ...rest].join("\n\n")}\n`;
}

function sectionLines(section: Section, level: number) {
  const heading = section.heading ? [`${"#".repeat(Math.min(level, 6))} ${escapeMarkdown(section.heading)}`] : [];
  return [...heading, ...section.blocks.map(blockToMarkdown)];
}

function blockToMarkdown(block: Paragraph) {
  if (block.kind === "item") return `- ${escapeMarkdown(block.marker)}${escapeMarkdown(block.text)}`;
  if (block.kind !== "table") return escapeMarkdown(block.text);
  const width = Math.max(...block.rows.map((row) => row.length));
  const line = (cells: readonly string[]) =>
    `| ${Array.from({ length: width }, (_, i) => escapeCell(cells[i] ?? "")).join(" | ")} |`;
  const head = block.header > 0 ? block.rows[0] : undefined;
  const body = head ? block.rows.slice(1) : block.rows;
  const rule = `|${" --- |".repeat(width)}`;
  const caption = block.caption ? `${escapeMarkdown(block.caption)}\n\n` : "";
  return caption + [line(head ?? []), rule, ...body.map(line)].join("\n");
}

const escapeCell = (cell: string) => escapeMarkdown(cell).replaceAll("|", "\\|").replaceAll("\n", " ");

/** Printed text stays what it is: a withheld `**` is not a bold mark, a leading `1.` not a list. */
const escapeMarkdown = (text: string) =>
  text
    .replace(/[\\`*_[\]<>~]/g, "\\$&")
    .replace(/^(\s*)([#+>-]|=+)/gm, "$1\\$2")
    .replace(/^(\s*\d+)([.)])/gm, "$1\\$2");
