import { and, asc, desc, eq, getTableColumns, isNotNull, ne, type SQL, sql } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import { isOneOf } from "../../db/json-each.ts";
import { bureaus, reports } from "../../reports/schema.ts";
import type { Status } from "../feedback.ts";
import type { Kind } from "../kind.ts";
import type { DueFilter } from "./due-filter.ts";
import { feedback } from "../schema.ts";
import { aboutBureaus, isOfBureau, isOpen, withNames } from "../store.ts";

/** Null is "any". `bureaus` are slugs, at most as many as fit into one JSON parameter. */
export interface QueueFilter {
  bureaus: readonly string[] | null;
  /** Whether feedback for supervisors alone is listed too. */
  confidential: boolean;
  kind: Kind | null;
  status: Status | null;
  openOnly: boolean;
  draftsOnly: boolean;
  /** Only what its author agreed to publish and nobody has decided on. */
  undecidedOnly: boolean;
  /** By the deadline: past it, up to `soonDay`, or put off. */
  due: DueFilter | null;
  /** Only these, if given. */
  ids: readonly number[] | null;
  /** Beijing days. */
  today: string;
  soonDay: string;
}

/** Literals, because SQLite uses the partial index of undecided feedback only for them. */
const isUndecided = sql`${feedback.consent} = 1 AND ${feedback.publication} = 'private' AND ${feedback.confidential} = 0
  AND ${feedback.heldUntil} IS NULL`;

const isOfBureaus = (slugs: readonly string[] | null) => (slugs === null ? undefined : isOneOf(bureaus.slug, slugs));

const dueIn: Record<DueFilter, (filter: QueueFilter) => SQL> = {
  overdue: ({ today }) => sql`${feedback.due} < ${today}`,
  soon: ({ today, soonDay }) => sql`${feedback.due} BETWEEN ${today} AND ${soonDay}`,
  extended: () => sql`${feedback.extended} = 1 AND ${feedback.due} IS NOT NULL`,
};

const matches = (filter: QueueFilter): SQL | undefined =>
  and(
    isOfBureaus(filter.bureaus),
    filter.confidential ? undefined : isOfBureau,
    filter.kind === null ? undefined : eq(feedback.kind, filter.kind),
    filter.status === null ? undefined : eq(feedback.status, filter.status),
    filter.draftsOnly ? isNotNull(feedback.draftBy) : undefined,
    filter.openOnly ? isOpen : undefined,
    filter.undecidedOnly ? isUndecided : undefined,
    filter.due === null ? undefined : dueIn[filter.due](filter),
    filter.ids === null ? undefined : isOneOf(feedback.id, filter.ids),
  );

const columns = getTableColumns(feedback);
const row = {
  id: columns.id,
  kind: columns.kind,
  title: columns.title,
  /** First characters of the text. */
  excerpt: sql<string>`CASE WHEN ${columns.sealedTo} IS NULL THEN substr(${columns.text}, 1, 80)
    ELSE '（已加密，打开后解开）' END`,
  status: columns.status,
  waiting: columns.waiting,
  round: columns.round,
  extended: columns.extended,
  draftBy: columns.draftBy,
  publication: columns.publication,
  consent: columns.consent,
  submittedAt: columns.submittedAt,
  clockFrom: columns.clockFrom,
  due: columns.due,
  heldUntil: columns.heldUntil,
  stoppedOn: columns.stoppedOn,
  section: columns.section,
  sectionHeading: columns.sectionHeading,
  bureau: bureaus.slug,
  bureauName: bureaus.shortName,
  aboutBureauName: aboutBureaus.shortName,
  year: reports.year,
};

const withoutClock = sql`CASE WHEN ${feedback.due} IS NULL THEN ${feedback.submittedAt} END`;

/** The nearest deadline comes first, the oldest of equal ones; feedback without a clock comes last, the newest first. */
export const listQueue = (db: Database, filter: QueueFilter, page: { limit: number; offset: number }) =>
  withNames(db.select(row).from(feedback).$dynamic())
    .where(matches(filter))
    .orderBy(
      sql`${feedback.due} IS NULL`,
      asc(feedback.due),
      desc(withoutClock),
      asc(feedback.submittedAt),
      asc(feedback.id),
    )
    .limit(page.limit)
    .offset(page.offset)
    .all();

export type QueueRow = Awaited<ReturnType<typeof listQueue>>[number];

export interface QueueCounts {
  total: number;
  overdue: number;
  soon: number;
  unaccepted: number;
  drafts: number;
  /** Drafts that somebody else than the reader wrote. */
  toReview: number;
  extended: number;
}

const countIf = (condition: SQL) => sql<number>`coalesce(sum(${condition}), 0)`;

/** `soon` counts what falls due from `today` to `soonDay`; `reader` is who reviews. */
export async function countQueue(db: Database, filter: QueueFilter, reader: string): Promise<QueueCounts> {
  const { today, soonDay } = filter;
  const { due, status, draftBy, extended } = feedback;
  const counts = await withNames(
    db
      .select({
        total: sql<number>`count(*)`,
        overdue: countIf(sql`${due} < ${today}`),
        soon: countIf(sql`${due} BETWEEN ${today} AND ${soonDay}`),
        unaccepted: countIf(sql`${status} = 'submitted'`),
        drafts: countIf(sql`${draftBy} IS NOT NULL`),
        toReview: countIf(sql`${draftBy} <> ${reader}`),
        extended: countIf(sql`${extended} = 1 AND ${due} IS NOT NULL`),
      })
      .from(feedback)
      .$dynamic(),
  )
    .where(matches(filter))
    .get();
  return counts!;
}

/** How much waits for the decision to publish it, in whatever state, up to `most`. */
export async function countUndecided(db: Database, slugs: readonly string[] | null, most: number): Promise<number> {
  const undecided = db
    .select({ id: feedback.id })
    .from(feedback)
    .leftJoin(bureaus, eq(bureaus.id, feedback.bureauId))
    .where(and(isUndecided, isOfBureaus(slugs)))
    .limit(most)
    .as("undecided");
  return db.$count(undecided);
}

/** Others with the same words. */
export const listSame = (db: Database, id: number, textDigest: string): Promise<{ id: number }[]> =>
  db
    .select({ id: feedback.id })
    .from(feedback)
    .where(and(eq(feedback.textDigest, textDigest), ne(feedback.id, id), isOfBureau))
    .orderBy(asc(feedback.id))
    .limit(20)
    .all();
