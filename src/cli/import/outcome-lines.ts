import { styleText } from "node:util";
import type { FileAnswer, PendingDecision } from "../site/publish-client.ts";

export type ImportOutcome = FileAnswer & { file: string };

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
  if (outcome.outcome === "blocked")
    return [
      `${styleText("yellow", "blocked")}: ${outcome.file}　要人决定 ${outcome.blocked?.length ?? 0} 处`,
      ...undecidedLines(outcome.blocked),
    ].join("\n");
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

/** The reasons that stop a file, and how to accept each. */
const undecidedLines = (blocked: readonly PendingDecision[] = []) =>
  blocked.flatMap(({ code, message, quotations }) => [
    styleText("yellow", `  ！ ${message}`),
    ...quotations.slice(0, MOST_QUOTED).map((quotation) => `      ${quotation.slice(0, 80)}`),
    ...(quotations.length > MOST_QUOTED ? [`      ……共 ${quotations.length} 处，全部见 --json`] : []),
    `      对照原件看过、可以接受的：${code === "hidden-text" ? "--accept-hidden" : `--accept ${code}`}`,
  ]);

const MOST_QUOTED = 5;

/** The closing lines about all files that wait for a decision. */
export const waitingLines = (files: readonly string[]) => [
  styleText("yellow", `等人决定的 ${files.length} 份，没有发布：`),
  ...files.map((file) => `  ${file}`),
];

/** How many pairs of figures in a report do not agree. */
export const countDoubts = (outcome: ImportOutcome) =>
  !("figuresToCheck" in outcome) ? 0 : (outcome.figuresToCheck?.length ?? 0);

const SIGNS = { info: "·", unsure: "？", blocking: "！" };

/** The details of a dry run, below its line: the outline found, every note of the import, and figures that do not agree. */
export function previewLines(outcome: ImportOutcome): string[] {
  if (!("title" in outcome)) return [];
  const outline = (outcome.outline ?? []).map(
    ({ depth, heading, standard }) =>
      `${"  ".repeat(depth)}${heading}${standard ? styleText("dim", `　[${standard}]`) : ""}`,
  );
  const notes = outcome.notes.map(({ level, message, line }) => {
    const text = `  ${SIGNS[level]} ${line > 0 ? `第 ${line} 行：` : ""}${message}`;
    return level === "info" ? text : styleText("yellow", text);
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
    blocked: "等人决定",
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

/** Said if the database is nearly full. */
export const capacityLine = ({ bytes, limit, share }: { bytes: number; limit: number; share: number }) =>
  styleText(
    "yellow",
    `注意：数据库已用 ${(bytes / 1e9).toFixed(2)} GB，是上限 ${(limit / 1e9).toFixed(0)} GB 的 ${Math.floor(share * 100)}%。该怎么办见 docs/operations/scale.md。`,
  );
