import type { Context } from "hono";
import type { Child } from "hono/jsx";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { AppEnv } from "../http/app-env.ts";
import type { LimitedError } from "../feedback/guard/limited.ts";
import { guardScripts } from "../feedback/parts/guard-fields.tsx";
import { INDICATORS } from "../indicators/indicator.ts";
import { STANDARD_OUTLINE } from "../ingest/signs/standard-outline.ts";
import { followPath } from "../paths.ts";
import { CopyField } from "../ui/copy-field.tsx";
import { ErrorBox } from "../ui/error-box.tsx";
import { feedAlternates, feedPathOf } from "../ui/feeds/feed.ts";
import { page } from "../ui/layout.tsx";
import type { TopicDescription } from "./describe.ts";
import { followWords } from "./words.ts";
import { Phrases } from "../ui/phrases.tsx";

export interface FollowView {
  /** Null if nothing was chosen yet, or if the chosen topic is not there. */
  chosen: TopicDescription | null;
  bureaus: readonly { slug: string; shortName: string }[];
  /** The text typed into the search field. */
  words: string;
  errors: readonly { id: string | null; message: string }[];
  limited: LimitedError | null;
  /** The part about mail, if the site sends any. */
  mail: Child;
}

/** Everything that can be followed, and how. */
export function followPage(c: Context<AppEnv>, view: FollowView, status: ContentfulStatusCode = 200) {
  const { chosen, errors, mail } = view;
  const body = (
    <div class="stack">
      <ErrorBox title={followWords.wrong(errors.length)} errors={errors} />
      <div class="head">
        <h1>
          <Phrases text={chosen ? followWords.titleOf(chosen.name) : followWords.title} />
        </h1>
        <p>{followWords.lead}</p>
      </div>
      {chosen && <Feeds of={chosen} origin={c.get("origin")} hub={c.get("ctx").outlets.hub} />}
      {mail}
      <Choices view={view} />
    </div>
  );
  const head = {
    title: chosen ? followWords.titleOf(chosen.name) : followWords.title,
    path: followPath(chosen ? queryOf(chosen) : ""),
    description: followWords.lead,
    script: true,
    unlisted: status !== 200,
    ...guardScripts(c, view.limited),
    alternates: chosen ? feedAlternates(chosen.feed, chosen.name) : [],
  };
  return page(c, head, body, status);
}

const queryOf = ({ topic }: TopicDescription) =>
  `?${new URLSearchParams(Object.entries({ kind: topic.kind, target: topic.target }).filter(([, value]) => value)).toString()}`;

const Feeds = ({ of, origin, hub }: { of: TopicDescription; origin: string; hub: string | null }) => (
  <section class="side rule">
    <div>
      <h2>{followWords.feeds}</h2>
      <p class="hint">{followWords.feedsHint}</p>
    </div>
    <div class="stack tight">
      <CopyField label={followWords.atom} value={origin + feedPathOf(of.feed, "atom")} />
      <CopyField label={followWords.json} value={origin + feedPathOf(of.feed, "json")} />
      {hub !== null && of.topic.kind !== "search" && <p class="hint">{followWords.hub}</p>}
      <p>
        <a href={of.about}>{followWords.seePage}</a>
      </p>
    </div>
  </section>
);

/** One form for each kind: the target is a field of the address, so a choice is a link that can be kept. */
const Choices = ({ view: { chosen, bureaus, words } }: { view: FollowView }) => (
  <section class="side rule">
    <h2>{chosen ? followWords.others : followWords.choose}</h2>
    <div class="stack tight">
      <p class="row">
        <a href={followPath("?kind=all")}>{followWords.everything}</a>
        <a href={followPath("?kind=feedback")}>{followWords.register}</a>
        <a href={followPath("?kind=press")}>{followWords.press}</a>
      </p>
      <Choice
        kind="bureau"
        label={followWords.bureauLabel}
        chosen={chosen}
        options={bureaus.map(({ slug, shortName }) => [slug, shortName])}
      />
      <Choice
        kind="section"
        label={followWords.sectionLabel}
        chosen={chosen}
        options={STANDARD_OUTLINE.map(({ slug, name, parent }) => [slug, parent === null ? name : `　${name}`])}
      />
      <Choice
        kind="indicator"
        label={followWords.indicatorLabel}
        chosen={chosen}
        options={INDICATORS.map(({ slug, name }) => [slug, name])}
      />
      <form class="row filter" method="get" action={followPath()}>
        <input type="hidden" name="kind" value="search" />
        <div>
          <label for="follow-q">{followWords.searchLabel}</label>
          <input type="text" id="follow-q" name="q" value={words} autocomplete="off" />
        </div>
        <button class="btn plain" type="submit">
          {followWords.show}
        </button>
      </form>
    </div>
  </section>
);

interface ChoiceProps {
  kind: "bureau" | "section" | "indicator";
  label: string;
  chosen: TopicDescription | null;
  options: readonly (readonly [value: string, label: string])[];
}

const Choice = ({ kind, label, chosen, options }: ChoiceProps) => (
  <form class="row filter" method="get" action={followPath()}>
    <input type="hidden" name="kind" value={kind} />
    <div>
      <label for={`follow-${kind}`}>{label}</label>
      <select id={`follow-${kind}`} name="target">
        {options.map(([value, name]) => (
          <option value={value} selected={chosen?.topic.kind === kind && chosen.topic.target === value}>
            {name}
          </option>
        ))}
      </select>
    </div>
    <button class="btn plain" type="submit">
      {followWords.show}
    </button>
  </form>
);
