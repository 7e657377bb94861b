import { styleText } from "node:util";
import type { PublishAnswer, RefusedFile } from "../site/publish-client.ts";

export type ImportOutcome = (PublishAnswer | RefusedFile) & { file: string };

const LABELS = {
  published: (revision: number) => styleText("green", `published r${revision}`),
  revised: (revision: number) => styleText("green", `revised r${revision}`),
  unchanged: () => styleText("dim", "unchanged"),
  would_publish: (revision: number) => styleText("cyan", `would publish r${revision}`),
  would_revise: (revision: number) => styleText("cyan", `would revise r${revision}`),
};

/** One line for one file: published r1 / revised r2 / unchanged / refused: why; then what a person should look at. */
export function outcomeLine(outcome: ImportOutcome, origin: string): string {
  if (outcome.outcome === "refused")
    return `${styleText("red", "refused")}: ${outcome.file}　${outcome.detail.replaceAll(/\s*\n\s*/g, " ")}`;
  const { file, bureau, year, revision, sections, paragraphs, url } = outcome;
  const label = LABELS[outcome.outcome](revision);
  const isThere = !outcome.outcome.startsWith("would");
  const address = (path: string) => (isThere ? [new URL(path, origin).href] : []);
  const unsure = outcome.notes.filter((note) => note.level === "unsure").length;
  const doubts = countDoubts(outcome);
  const told = [
    file,
    `${outcome.bureauName ?? bureau} ${year}`,
    `${sections} 节 ${paragraphs} 段`,
    ...(unsure > 0 ? [`导入存疑 ${unsure} 处`] : []),
    ...address(url),
    ...(doubts > 0 ? [`数字待核对 ${doubts} 处`, ...address(outcome.figuresUrl ?? url)] : []),
  ];
  return `${label}  ${told.join("　")}`;
}

/** How many pairs of figures in a report do not agree. */
export const countDoubts = (outcome: ImportOutcome) =>
  outcome.outcome === "refused" ? 0 : (outcome.figuresToCheck?.length ?? 0);

/** What a dry run shows below the line: the outline found, every note of the import, and figures that do not agree. */
export function previewLines(outcome: ImportOutcome): string[] {
  if (outcome.outcome === "refused") return [];
  const outline = (outcome.outline ?? []).map(
    ({ depth, heading, standard }) =>
      `${"  ".repeat(depth)}${heading}${standard ? styleText("dim", `　[${standard}]`) : ""}`,
  );
  const notes = outcome.notes.map(({ level, message, line }) => {
    const text = `  ${level === "unsure" ? "？" : "·"} ${line > 0 ? `第 ${line} 行：` : ""}${message}`;
    return level === "unsure" ? styleText("yellow", text) : text;
  });
  const doubts = (outcome.figuresToCheck ?? []).map(({ message }) => styleText("yellow", `  ？ ${message}`));
  return [`  《${outcome.title}》`, ...outline, ...notes, ...doubts];
}

/** The closing line: how many of each, how long, and how many figures do not agree. */
export function summaryLine(counts: ReadonlyMap<string, number>, seconds: number, doubts: number): string {
  const names = {
    published: "新发布",
    revised: "修订",
    would_publish: "将发布",
    would_revise: "将修订",
    unchanged: "未变",
    refused: "退回",
  };
  const told = Object.entries(names).flatMap(([outcome, name]) =>
    counts.has(outcome) ? `${name} ${counts.get(outcome)}` : [],
  );
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const asks = doubts > 0 ? `数字待核对共 ${doubts} 处。` : "";
  const how = all > 0 ? `：${told.join("，")}` : "";
  return `共 ${all} 份${how}。${asks}用时 ${seconds.toFixed(1)} 秒。`;
}

/** Said where the database is nearly full. */
export const capacityLine = ({ bytes, limit, share }: { bytes: number; limit: number; share: number }) =>
  styleText(
    "yellow",
    `注意：数据库已用 ${(bytes / 1e9).toFixed(2)} GB，是上限 ${(limit / 1e9).toFixed(0)} GB 的 ${Math.floor(share * 100)}%。该怎么办见 docs/operations/scale.md。`,
  );
