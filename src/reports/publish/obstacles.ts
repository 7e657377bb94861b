import { AppError, type Obstacle } from "../../errors.ts";
import type { ImportNote, NoteCode, ParsedReport } from "../../ingest/document.ts";
import type { RevisionPlan } from "./plan-revision.ts";

/** What a person decided about a publication; the codes of what was accepted are kept in the audit log. */
export interface Decision {
  /** Slug that a person named: whoever names the bureau decides which it is. */
  bureau?: string | undefined;
  year?: number | undefined;
  /** Codes of obstacles. */
  accept?: readonly string[] | undefined;
}

const MOST_QUOTED = 40;
const LONGEST = 200;
/** Answered by naming the bureau or the year. */
const ABOUT_BUREAU = new Set<string>(["bureau-guessed", "bureau-new"] satisfies NoteCode[]);

/** Everything that stops this publication until a person decides, one entry a code. */
export function obstaclesOf(
  { notes }: ParsedReport,
  plan: Pick<RevisionPlan, "unchanged">,
  given: Decision,
): Obstacle[] {
  if (plan.unchanged) return [];
  const open = notes.filter((note) => note.level === "blocking" && !isAnswered(note.code, given));
  return [...Map.groupBy(open, (note) => note.code)].map(([code, alike]) => ({
    code,
    message: [...new Set(alike.map(({ message }) => message))].slice(0, 5).join(" "),
    quotations: alike.flatMap(quoted).slice(0, MOST_QUOTED),
  }));
}

const isAnswered = (code: NoteCode, { bureau, year }: Decision) =>
  (bureau !== undefined && ABOUT_BUREAU.has(code)) || (year !== undefined && code === "year-guessed");

const quoted = ({ text }: ImportNote) =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.slice(0, LONGEST));

/** Those that nobody has decided about. */
export const undecided = (obstacles: readonly Obstacle[], { accept = [] }: Decision) =>
  obstacles.filter(({ code }) => !accept.includes(code));

/** Throws `blocked` with what is left to decide. */
export function requireDecided(obstacles: readonly Obstacle[], decision: Decision): void {
  const open = undecided(obstacles, decision);
  if (open.length === 0) return;
  const what = open.map(({ message }) => message).join("");
  const error = new AppError("blocked", `没有发布，有 ${open.length} 处要人决定：${what}`, "accept");
  error.obstacles = open;
  throw error;
}
