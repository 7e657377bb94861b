import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Draft } from "../../drafts/draft.ts";
import type { Preview } from "../../drafts/preview.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { Compared } from "../../reports/diff/compared.tsx";
import { compareRevisions } from "../../reports/diff/diff.ts";
import { summarise } from "../../reports/history/history-words.ts";
import { Record } from "../../reports/pages/text/record.tsx";
import { sectionPath } from "../../paths.ts";
import { draftPath, draftPointsPath, publishPath } from "../../console-paths.ts";
import { consolePage, Done, ConsoleErrorSummary } from "../console-page.tsx";
import { consoleWords } from "../words.ts";
import { pointsWords } from "../indicators/points-words.ts";
import { DraftFacts, FactsForm } from "./draft-facts.tsx";
import { EditList, FigureList, NoteLists, Obstacles, OutlineList } from "./draft-notes.tsx";
import { DiscardForm, PublishForm } from "./draft-publish-form.tsx";
import { toReading } from "./draft-reading.ts";
import type { DraftView } from "./draft-view.ts";
import { draftWords } from "./publish-words.ts";
import { Phrases } from "../../ui/phrases.tsx";

/** The outcome of a draft that is published or discarded. */
export const settledPage = (c: Context<AppEnv>, draft: Draft, message?: string) =>
  consolePage(
    c,
    { title: draftWords.number(draft.id), section: "publish" },
    <div class="head" id="preview">
      {message && <ConsoleErrorSummary errors={[{ id: "preview", message }]} />}
      <nav class="crumb" aria-label={consoleWords.crumb}>
        <a href={publishPath()}>{draftWords.all}</a> / {draftWords.number(draft.id)}
      </nav>
      <h1>
        <Phrases text={draft.title || draft.readTitle} />
      </h1>
      {draft.publishedPath === null ? (
        <p>{draftWords.discarded}</p>
      ) : (
        <p>
          {draftWords.published} <a href={draft.publishedPath}>{draftWords.seePublished}</a>
        </p>
      )}
      <p class="hint">
        {draft.fileName}　<span class="mono">{draft.fileSha256}</span>
      </p>
    </div>,
    message ? 409 : 200,
  );

/** A draft: the text that was read beside the import's doubts, the changes, and the form that publishes exactly this. */
export function draftPage(c: Context<AppEnv>, view: DraftView, status: ContentfulStatusCode = 200) {
  const { preview, returned, done } = view;
  const { draft, parsed, plan, problem } = preview;
  const body = (
    <>
      {returned && <ConsoleErrorSummary errors={[{ id: returned.field, message: returned.message }]} />}
      <div class="head" id="preview">
        <nav class="crumb" aria-label={consoleWords.crumb}>
          <a href={publishPath()}>{draftWords.all}</a> / {draftWords.number(draft.id)}
        </nav>
        <h1>
          <Phrases text={parsed.title} />
        </h1>
        <Done text={done} />
        <State preview={preview} />
        {problem && (
          <p class="note bad">
            <b>{draftWords.problem}</b>　{forConsole(problem.message)}
          </p>
        )}
        <Obstacles preview={preview} />
        <DraftFacts preview={preview} />
        <Jumps preview={preview} />
      </div>
      {draft.state === "open" && <FactsForm preview={preview} returned={returned} />}
      <div class="desk">
        <div class="stack">
          <EditList preview={preview} />
          <NoteLists preview={preview} />
          <FigureList preview={preview} />
          <OutlineList preview={preview} />
        </div>
        <section aria-labelledby="text">
          <h2 id="text">{draftWords.preview}</h2>
          <p class="hint">{draftWords.previewLead}</p>
          <article class="record">
            <Record reading={toReading(view)} sections={preview.sections} />
          </article>
        </section>
      </div>
      {plan && plan.number > 1 && !plan.unchanged && <Changes preview={preview} />}
      {plan && !plan.unchanged && <PublishForm view={view} />}
      {draft.state === "open" && <DiscardForm id={draft.id} />}
    </>
  );
  return consolePage(c, { title: parsed.title, section: "publish" }, body, status);
}

function State({ preview: { draft, plan, year } }: { preview: Preview }) {
  return (
    <>
      {draft.failure !== null && <p class="note bad">{draftWords.failed(draft.failure)}</p>}
      {plan && <p>{outcomeOf(plan, year ?? 0)}</p>}
      {plan?.newBureau && <p class="hint">{draftWords.outcome.newBureau(plan.bureau)}</p>}
    </>
  );
}

function outcomeOf({ unchanged, number, bureauName }: NonNullable<Preview["plan"]>, year: number) {
  if (unchanged) return draftWords.outcome.unchanged(number);
  return number === 1 ? draftWords.outcome.first(bureauName, year) : draftWords.outcome.next(bureauName, year, number);
}

/** The rules also name the options of the command line; here there is a form for it below. */
const forConsole = (message: string) =>
  message
    .replace(/，或指定[^，。]*（--(?:bureau|year)）/g, `，或在下面的“${draftWords.facts}”里填写`)
    .replace(/（--(?:bureau|year)）/g, "");

const Jumps = ({ preview: { draft, plan, year } }: { preview: Preview }) => (
  <nav class="row" aria-label={draftWords.jump}>
    <a href="#edits">{draftWords.edits}</a>
    <a href="#unsure">{draftWords.unsure}</a>
    <a href="#figures">{draftWords.figures}</a>
    {year !== null && <a href={draftPointsPath(draft.id)}>{pointsWords.open}</a>}
    <a href="#outline">{draftWords.outline}</a>
    <a href="#text">{draftWords.preview}</a>
    {plan && plan.number > 1 && !plan.unchanged && <a href="#diff">{draftWords.diff(plan.number - 1)}</a>}
    {plan && !plan.unchanged && <a href="#publish">{draftWords.publish}</a>}
  </nav>
);

function Changes({ preview: { plan, sections, draft, year } }: { preview: Preview }) {
  if (!plan) return <></>;
  const { changes, counts } = compareRevisions(plan.earlier, sections);
  const before = plan.number - 1;
  return (
    <section class="stack tight">
      <h2 id="diff">{draftWords.diff(before)}</h2>
      <p>
        <b>{summarise(counts)}</b>
      </p>
      <div class="pair">
        <Compared
          changes={changes}
          before={{ number: before, hrefOf: (slug) => sectionPath(plan.bureau, year ?? 0, slug, before) }}
          after={{ number: plan.number, hrefOf: (slug) => `${draftPath(draft.id)}#${slug}` }}
        />
      </div>
    </section>
  );
}
