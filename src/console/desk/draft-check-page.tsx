import type { Context } from "hono";
import { beijingDay } from "../../day.ts";
import type { Draft } from "../../drafts/draft.ts";
import type { Preview } from "../../drafts/preview.ts";
import { checkFigures } from "../../figures/checks/check-figures.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { copyScriptPath } from "../../http/assets.ts";
import { reportPath } from "../../paths.ts";
import { CopyField } from "../../ui/copy-field.tsx";
import { QrCode } from "../../ui/qr-code.tsx";
import { draftPath, publishPath } from "../../console-paths.ts";
import { consolePage } from "../console-page.tsx";
import { checkWords } from "./check-words.ts";
import { draftWords } from "./publish-words.ts";

/** The fields that the form of a draft sent, to be sent on unchanged. */
export interface SentPublication {
  version: string;
  number: string;
  digest: string;
  note: string;
  when: string;
  at: string;
  feedback: readonly string[];
  accept: readonly string[];
}

interface CheckView {
  preview: Preview;
  sent: SentPublication;
}

/** The last look before a publication that cannot be undone: what will be published as what, and the one button. */
export function draftCheckPage(c: Context<AppEnv>, { preview, sent }: CheckView) {
  const { draft, plan, parsed, year, sections } = preview;
  if (!plan) throw new Error("a draft without a plan is not checked");
  const unsure = parsed.notes.filter(({ level }) => level === "unsure").length;
  const facts: readonly (readonly [string, string])[] = [
    [checkWords.report, parsed.title],
    [checkWords.bureau, plan.bureauName],
    [checkWords.year, checkWords.yearOf(year ?? 0)],
    [checkWords.edition, plan.number === 1 ? checkWords.first : checkWords.next(plan.number)],
    [checkWords.file, draft.fileName],
    [checkWords.doubts, checkWords.doubtsOf(unsure, checkFigures(sections).length)],
    [checkWords.pointNotes, checkWords.pointNotesOf(draft.pointNotes.length)],
    [checkWords.accepted, sent.accept.length === 0 ? checkWords.none : sent.accept.map(draftWords.accepted).join("；")],
    [checkWords.note, sent.note || checkWords.none],
    [checkWords.answers, sent.feedback.length === 0 ? checkWords.none : checkWords.answersOf(sent.feedback)],
    [checkWords.when, sent.when === "later" ? checkWords.later(sent.at) : checkWords.now],
  ];
  const body = (
    <div class="stack">
      <div class="head">
        <h1>{checkWords.title}</h1>
        <p>{checkWords.lead}</p>
        <dl class="fit meta">
          {facts.map(([name, value]) => (
            <div class="full">
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
      <form class="form" method="post" action={`${draftPath(draft.id)}/publish`}>
        <Hidden sent={sent} />
        <p class="note banner">
          <b>{draftWords.final}</b>
        </p>
        <p class="row">
          <button class="btn" type="submit">
            {sent.when === "later" ? checkWords.schedule : checkWords.publish(year ?? 0, plan.number)}
          </button>
          <a href={`${draftPath(draft.id)}#publish`}>{checkWords.back}</a>
        </p>
      </form>
    </div>
  );
  c.header("Cache-Control", "no-store");
  return consolePage(c, { title: checkWords.title, section: "publish" }, body);
}

function Hidden({ sent }: { sent: SentPublication }) {
  const { feedback, accept, ...single } = sent;
  const fields = [
    ...Object.entries(single),
    ...feedback.map((value) => ["feedback", value] as const),
    ...accept.map((value) => ["accept", value] as const),
  ];
  return fields.map(([name, value]) => <input type="hidden" name={name} value={value} />);
}

/** Says that it worked, and gives addresses and words to tell others with. */
export function publishedPage(c: Context<AppEnv>, draft: Draft, path: string) {
  const [, , bureau = "", year = ""] = path.split("/");
  const origin = c.get("origin");
  const current = origin + reportPath(bureau, Number(year));
  const body = (
    <div class="stack">
      <div class="head">
        <h1>{checkWords.published}</h1>
        <p role="status">{checkWords.publishedLead(draft.title || draft.readTitle, beijingDay(draft.updatedAt))}</p>
      </div>
      <div class="form head">
        <CopyField label={checkWords.address} value={current} />
        <CopyField label={checkWords.frozen} value={origin + path} />
        <p>
          <QrCode address={current} label={checkWords.qr} />
        </p>
        <p class="row">
          <a class="btn" href={path}>
            {checkWords.read}
          </a>
          <a href={publishPath()}>{checkWords.backToDesk}</a>
        </p>
        <p class="hint">{checkWords.mistake}</p>
      </div>
    </div>
  );
  return consolePage(c, { title: checkWords.published, section: "publish", scripts: [copyScriptPath] }, body);
}
