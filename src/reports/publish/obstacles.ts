import { AppError, type Obstacle } from "../../errors.ts";
import type { ImportNote, NoteCode, ParsedReport } from "../../ingest/document.ts";
import type { RevisionPlan } from "./plan-revision.ts";

/** A person's decisions about a publication. The audit log keeps the accepted codes. */
export interface PublishDecision {
  /** Slug that a person named: whoever names the bureau decides which it is. */
  bureau?: string | undefined;
  year?: number | undefined;
  /** Whoever publishes named no slug: the one proposed for a bureau that is new has to be confirmed, because it is permanent. */
  confirmsSlug?: boolean | undefined;
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
  plan: Pick<RevisionPlan, "unchanged" | "newBureau">,
  given: PublishDecision,
): Obstacle[] {
  if (plan.unchanged) return [];
  const open = notes.filter((note) => note.level === "blocking" && !isAnswered(note.code, given));
  const told = [...Map.groupBy(open, (note) => note.code)].map(([code, alike]) => ({
    code,
    message: [...new Set(alike.map(({ message }) => message))].slice(0, 5).join(" "),
    quotations: alike.flatMap(quoted).slice(0, MOST_QUOTED),
  }));
  return [...told, ...proposedSlug(plan, given)];
}

/** A slug is proposed, and stands for ever once it is published: a person confirms it, or names another. */
function proposedSlug({ newBureau }: Pick<RevisionPlan, "newBureau">, given: PublishDecision): Obstacle[] {
  if (!newBureau || !given.confirmsSlug) return [];
  const { name, slug } = newBureau;
  const message = `“${name}”第一次发布，建议的单位代号是 ${slug}，发布后永久不变。请确认，或另定一个代号（工作台写在“补充信息”里，命令行用 --slug）。`;
  return [{ code: "bureau-new", message, quotations: [`${name} → ${slug}`] }];
}

const isAnswered = (code: NoteCode, { bureau, year }: PublishDecision) =>
  (bureau !== undefined && ABOUT_BUREAU.has(code)) || (year !== undefined && code === "year-guessed");

const quoted = ({ text }: ImportNote) =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.slice(0, LONGEST));

/** Those that nobody has decided about. */
export const undecided = (obstacles: readonly Obstacle[], { accept = [] }: PublishDecision) =>
  obstacles.filter(({ code }) => !accept.includes(code));

/** Throws `blocked` with the obstacles left to decide. */
export function requireDecided(obstacles: readonly Obstacle[], decision: PublishDecision): void {
  const open = undecided(obstacles, decision);
  if (open.length === 0) return;
  const what = open.map(({ message }) => message).join("");
  const error = new AppError("blocked", `没有发布，有 ${open.length} 处要人决定：${what}`, "accept");
  error.obstacles = open;
  throw error;
}

/** A file that names neither its bureau nor its year may have been read badly, so the text that was read is told first. */
export function requireLegible(parsed: ParsedReport, decision: PublishDecision): void {
  const isPlaced =
    (parsed.bureau ?? decision.bureau ?? null) !== null && (parsed.year ?? decision.year ?? null) !== null;
  if (!isPlaced) requireDecided(obstaclesOf(parsed, NOT_PLANNED, decision), decision);
}

/** The plan of a file that cannot be placed yet. */
export const NOT_PLANNED = { unchanged: false, newBureau: null };
