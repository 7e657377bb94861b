import type { Context } from "hono";
import type { AppEnv } from "../../http/app-env.ts";
import {
  diffPath,
  feedbackFeedBase,
  feedbackPath,
  feedbackRegisterPath,
  feedbackStatisticsPath,
  feedbackStatusPath,
  newFeedbackPath,
} from "../../paths.ts";
import { feedAlternates } from "../../ui/feeds/feed.ts";
import { page } from "../../ui/layout.tsx";
import { Paging } from "../../ui/paging.tsx";
import { isOverdue } from "../clock.ts";
import { STATUS_NAMES, STATUSES } from "../feedback.ts";
import { KINDS, OPEN_KINDS } from "../kind.ts";
import { pinnedPath } from "../target/passage-path.ts";
import type { RegisterRow } from "./register.ts";
import { clockOf, Ruler, When } from "./ruler.tsx";
import type { Figures } from "./statistics.ts";
import type { TargetBureau } from "../target/targets.ts";
import { feedbackWords } from "../words.ts";

/** The filters as they stand in the address. */
export interface RegisterQuery {
  bureau: string;
  year: string;
  kind: string;
  status: string;
  /** `bureau.year` */
  report: string;
  section: string;
}

export interface RegisterView {
  asked: RegisterQuery;
  rows: readonly RegisterRow[];
  total: number;
  page: number;
  size: number;
  today: string;
  figures: Figures;
  bureaus: readonly TargetBureau[];
  years: readonly number[];
}

export function registerPage(c: Context<AppEnv>, view: RegisterView) {
  const { asked, rows, today } = view;
  const filtered = Object.values(asked).some(Boolean);
  return page(
    c,
    {
      title: feedbackWords.register,
      path: addressOf(asked, view.page),
      description: feedbackWords.registerLead,
      section: "feedback",
      alternates: feedAlternates({ base: feedbackFeedBase() }, feedbackWords.register),
    },
    <>
      <div class="stack">
        <div class="head">
          <h1>{feedbackWords.register}</h1>
          <p>{feedbackWords.registerLead}</p>
          <p class="row">
            <a class="btn" href={newFeedbackPath({})}>
              {feedbackWords.submit}
            </a>
            <a href={feedbackStatusPath()}>{feedbackWords.byReceipt}</a>
            <a href={feedbackStatisticsPath()}>{feedbackWords.statistics}</a>
            <a href={`${feedbackFeedBase()}.atom`}>{feedbackWords.feed}</a>
          </p>
        </div>
        <Gauge figures={view.figures} />
      </div>
      <section>
        <Filter view={view} />
        {rows.length === 0 && <p>{filtered ? feedbackWords.none : feedbackWords.noneYet}</p>}
        {rows.length > 0 && (
          <ol class="lines cases rule">
            {rows.map((row) => (
              <Line row={row} today={today} />
            ))}
          </ol>
        )}
      </section>
      <Paging page={view.page} size={view.size} total={view.total} href={(n) => addressOf(asked, n)} />
    </>,
  );
}

function addressOf(asked: RegisterQuery, n: number) {
  const given = Object.entries(asked).filter(([, value]) => value);
  const query = new URLSearchParams(n > 1 ? [...given, ["page", String(n)]] : given).toString();
  return query ? `${feedbackRegisterPath()}?${query}` : feedbackRegisterPath();
}

export const Gauge = ({ figures }: { figures: Figures }) => (
  <dl class="fit gauge">
    <Reading label={feedbackWords.received} value={figures.received} />
    <Reading label={feedbackWords.answered} value={figures.answered} />
    <Reading label={feedbackWords.corrected} value={figures.corrected} />
    {figures.medianDays !== null && (
      <Reading label={feedbackWords.median} value={figures.medianDays} unit={feedbackWords.day} />
    )}
    <Reading label={feedbackWords.overdue} value={figures.overdue} alarm={figures.overdue > 0} />
  </dl>
);

const Reading = ({ label, value, unit, alarm }: { label: string; value: number; unit?: string; alarm?: boolean }) => (
  <div>
    <dt>{label}</dt>
    <dd class={alarm ? "over" : undefined}>
      {value}
      {unit && <small>{unit}</small>}
    </dd>
  </div>
);

function Filter({ view: { asked, bureaus, years } }: { view: RegisterView }) {
  return (
    <form class="row filter" action={feedbackRegisterPath()}>
      <Select
        name="bureau"
        label={feedbackWords.bureau}
        any={feedbackWords.anyBureau}
        chosen={asked.bureau}
        options={bureaus.map(({ slug, shortName }) => [slug, shortName])}
      />
      <Select
        name="year"
        label={feedbackWords.year}
        any={feedbackWords.anyYear}
        chosen={asked.year}
        options={years.map((year) => [String(year), String(year)])}
      />
      <Select
        name="kind"
        label={feedbackWords.kind}
        any={feedbackWords.anyKind}
        chosen={asked.kind}
        options={OPEN_KINDS.map((kind) => [kind, KINDS[kind].name])}
      />
      <Select
        name="status"
        label={feedbackWords.status}
        any={feedbackWords.anyStatus}
        chosen={asked.status}
        options={[
          ["overdue", feedbackWords.overdueOnly],
          ...STATUSES.map((status) => [status, STATUS_NAMES[status]] as const),
        ]}
      />
      <button class="btn plain" type="submit">
        {feedbackWords.filter}
      </button>
    </form>
  );
}

interface SelectProps {
  name: string;
  label: string;
  any: string;
  chosen: string;
  options: readonly (readonly [string, string])[];
}

const Select = ({ name, label, any, chosen, options }: SelectProps) => (
  <div>
    <label for={`filter-${name}`}>{label}</label>
    <select id={`filter-${name}`} name={name}>
      <option value="">{any}</option>
      {options.map(([value, text]) => (
        <option value={value} selected={value === chosen}>
          {text}
        </option>
      ))}
    </select>
  </div>
);

function Line({ row, today }: { row: RegisterRow; today: string }) {
  const clock = clockOf(row, today);
  return (
    <li>
      <div>
        <h2 class="kai">
          <a href={feedbackPath(row.id)}>{row.title || excerpt(row.text)}</a>
        </h2>
        <Where row={row} number={row.id} />
        {row.correctionRevision !== null && row.aboutBureau && row.year && row.revision && (
          <p class="hint">
            <a href={diffPath(row.aboutBureau, row.year, row.revision, row.correctionRevision)}>
              {feedbackWords.correctedBy(row.correctionRevision)}
            </a>
          </p>
        )}
      </div>
      <p>
        <StateTag row={row} today={today} />
      </p>
      <p>
        <Ruler clock={clock} />
      </p>
      <When row={row} clock={clock} />
    </li>
  );
}

export function Where({ row, number }: { row: RegisterRow; number?: number }) {
  const path = pinnedPath(row);
  return (
    <p class="hint">
      {number !== undefined && `${feedbackWords.untitled(number)}　`}
      {`${KINDS[row.kind].name}　${row.bureauName ?? feedbackWords.bureauUnsaid}　`}
      {path ? (
        <a href={path}>
          {feedbackWords.reportYear(row.year ?? 0)}　{row.sectionHeading ?? feedbackWords.wholeReport}
        </a>
      ) : (
        feedbackWords.noPassage
      )}
    </p>
  );
}

export function StateTag({ row, today }: { row: RegisterRow; today: string }) {
  const late = isOverdue(row.due, today) ? " over" : "";
  const shape = { submitted: "", accepted: "", in_progress: "half", declined: "off", answered: "done", closed: "done" };
  return <span class={`state ${shape[row.status]}${late}`.trim()}>{STATUS_NAMES[row.status]}</span>;
}

const LONGEST_EXCERPT = 40;
/** A line break between Han characters must not become a blank. */
const BREAK_IN_HAN = /(?<=[^\p{ASCII}])\s*\n\s*|\s*\n\s*(?=[^\p{ASCII}])/gu;
export const excerpt = (text: string) => {
  const characters = Array.from(text.replace(BREAK_IN_HAN, "").replace(/\s+/g, " "));
  return characters.length > LONGEST_EXCERPT
    ? `${characters.slice(0, LONGEST_EXCERPT).join("")}…`
    : characters.join("");
};
