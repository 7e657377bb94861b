import type { Context } from "hono";
import type { Child } from "hono/jsx";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { beijingDay, beijingMinute } from "../../day.ts";
import { KINDS } from "../../feedback/kind.ts";
import type { Case } from "../../feedback/handle/queue.ts";
import type { AnswerTemplate } from "../../feedback/handle/templates.ts";
import { isSealed } from "../../feedback/seal/sealing.ts";
import { unsealScriptPath } from "../../http/assets.ts";
import type { SealedReaders } from "../../feedback/sealed/handover.ts";
import { HandoverSection } from "../keys/handover.tsx";
import { SealedText, UnsealPanel } from "../keys/sealed.tsx";
import type { AppEnv } from "../../http/app-env.ts";
import { casePath, queuePath, revisePath } from "../../console-paths.ts";
import { Attachments, Contact, History, Moderation, Paragraphs, PinnedPassage, Replies } from "./case-facts.tsx";
import { CaseForms } from "./case-forms.tsx";
import { fieldId, type ReturnedCaseForm } from "./returned-case-form.ts";
import { supportWords } from "../../feedback/parts/support-words.ts";
import { caseWords } from "./case-words.ts";
import { caseTitle } from "./case-title.ts";
import { TimeLeft } from "./clock-cell.tsx";
import { PassageText } from "./passage-text.tsx";
import { consolePage, Done, ConsoleErrorSummary } from "../console-page.tsx";
import { consoleWords } from "../words.ts";
import { StateMark } from "./queue-page.tsx";
import { Phrases } from "../../ui/phrases.tsx";

export interface CaseView {
  /** Who can open the sealed parts. */
  readers?: SealedReaders | undefined;
  /** A sealed copy that was sent back. */
  handover?: { typed: string; message: string } | undefined;
  of: Case;
  bureaus: readonly { slug: string; name: string }[];
  today: string;
  done?: string | undefined;
  returned?: ReturnedCaseForm | undefined;
  contact?: string | undefined;
  templates: readonly AnswerTemplate[];
  /** The template that the draft starts from. */
  template?: number | undefined;
}

export function casePage(c: Context<AppEnv>, view: CaseView, status: ContentfulStatusCode = 200) {
  const { of, today, done, returned } = view;
  const { feedback } = of;
  const title = caseTitle({ ...feedback, excerpt: feedback.text });
  const body = (
    <>
      {returned && returned.message !== "" && (
        <ConsoleErrorSummary errors={[{ id: targetOf(returned), message: returned.message }]} />
      )}
      <div class="head">
        <nav class="crumb" aria-label={consoleWords.crumb}>
          <a href={queuePath()}>{caseWords.queue}</a> / {caseWords.title(feedback.id)}
        </nav>
        <h1>
          <Phrases text={title} />
        </h1>
        <p class="row hint">
          <span>{caseWords.title(feedback.id)}</span>
          <span>{KINDS[feedback.kind].name}</span>
          <StateMark status={feedback.status} overdue={feedback.overdue} />
          <TimeLeft row={feedback} today={today} />
          {feedback.supports > 0 && <span>{supportWords.count(feedback.supports)}</span>}
        </p>
        {feedback.joinedTo !== null && (
          <p class="note">
            <a href={casePath(feedback.joinedTo)}>{caseWords.joinedTo(feedback.joinedTo)}</a>
          </p>
        )}
        <Done text={done} />
      </div>
      {feedback.heldUntil !== null && <p class="note">{caseWords.held(beijingMinute(feedback.heldUntil))}</p>}
      {feedback.sealedTo !== null && <UnsealPanel id={feedback.id} />}
      {view.readers && <HandoverSection id={feedback.id} readers={view.readers} returned={view.handover} />}
      {of.passage === null ? (
        <Matter c={c} view={view} />
      ) : (
        <div class="matter">
          <div>
            <Matter c={c} view={view} />
          </div>
          <PassageText passage={of.passage} anchor={feedback.anchor} />
        </div>
      )}
    </>
  );
  const scripts = feedback.sealedTo === null ? [] : [unsealScriptPath];
  return consolePage(
    c,
    { title: `${title} - ${caseWords.title(feedback.id)}`, section: "queue", scripts },
    body,
    status,
  );
}

/** Everything about the matter, in the order in which it is read and handled. */
function Matter({ c, view }: { c: Context<AppEnv>; view: CaseView }) {
  const { of, returned, contact, template } = view;
  const { feedback } = of;
  return (
    <>
      <Section title={caseWords.words}>
        <div class="kai">
          <Paragraphs text={feedback.text} />
        </div>
        <Facts of={of} />
      </Section>
      <Section title={caseWords.quote}>
        <PinnedPassage of={of} />
        {of.passage !== null && (
          <p>
            <a href="#passage">{caseWords.wholePassage}</a>
          </p>
        )}
        {feedback.aboutBureau !== null && feedback.year !== null && mayPublish(c) && (
          <p>
            <a href={revisePath(feedback.aboutBureau, feedback.year, feedback.id)}>{caseWords.revise}</a>
          </p>
        )}
      </Section>
      {of.supplements.length > 0 && (
        <Section title={caseWords.supplements}>
          {of.supplements.map(({ at, text }) => (
            <>
              <p class="hint">{beijingDay(at)}</p>
              <Paragraphs text={text} class="kai" />
            </>
          ))}
        </Section>
      )}
      {of.replies.length > 0 && (
        <Section title={caseWords.replies}>
          <Replies of={of} />
        </Section>
      )}
      <Section title={caseWords.actions} id="actions">
        <CaseForms {...view} template={template} returned={returned} />
      </Section>
      {of.ratings.length > 0 && (
        <Section title={caseWords.ratings}>
          {of.ratings.map(({ rating, reason, at }) => (
            <div>
              {caseWords.rating[rating]}　{!isSealed(reason) && reason}　<small>{beijingDay(at)}</small>
              {isSealed(reason) && <SealedText text={reason} />}
            </div>
          ))}
        </Section>
      )}
      {of.attachments.length > 0 && (
        <Section title={caseWords.attachments}>
          <Attachments of={of} />
        </Section>
      )}
      <Section title={caseWords.contact}>
        <Contact of={of} contact={contact} returned={returned} />
      </Section>
      <Section title={caseWords.history}>
        <History of={of} />
      </Section>
      {of.moderation.length > 0 && (
        <Section title={caseWords.moderation}>
          <Moderation of={of} />
        </Section>
      )}
      {of.joined.length > 0 && (
        <Section title={caseWords.joinedHere}>
          <Numbers ids={of.joined} />
        </Section>
      )}
      {of.same.length > 0 && (
        <Section title={caseWords.same}>
          <p class="hint">{caseWords.sameHint}</p>
          <Numbers ids={of.same} />
        </Section>
      )}
    </>
  );
}

const Numbers = ({ ids }: { ids: readonly number[] }) => (
  <p class="row">
    {ids.map((id) => (
      <a href={casePath(id)}>{caseWords.title(id)}</a>
    ))}
  </p>
);

const mayPublish = (c: Context<AppEnv>) =>
  c.get("person").roles.some((role) => role === "publisher" || role === "admin");

const targetOf = ({ action, field }: ReturnedCaseForm) => (field === undefined ? "actions" : fieldId(action, field));

const Section = ({ title, id, children }: { title: string; id?: string; children: Child }) => (
  <section class="side rule" id={id}>
    <h2>{title}</h2>
    <div class="stack">{children}</div>
  </section>
);

const Facts = ({ of: { feedback: f, deadline } }: { of: Case }) => (
  <dl class="meta fit">
    <Fact name={caseWords.submittedAt}>{beijingDay(f.submittedAt)}</Fact>
    <Fact name={caseWords.duty}>{f.bureauName ?? ""}</Fact>
    <Fact name={caseWords.consent}>{f.consent ? caseWords.yes : caseWords.no}</Fact>
    {f.publication !== "private" && (
      <Fact name={f.publication === "published" ? caseWords.published : caseWords.hidden}>
        {f.publishedAt ? beijingDay(f.publishedAt) : ""}
      </Fact>
    )}
    {f.stoppedOn && (
      <div class="full">
        <dt>{caseWords.due}</dt>
        <dd>{caseWords.stopped(f.stoppedOn)}</dd>
      </div>
    )}
    {deadline && (
      <div class="full">
        <dt>{caseWords.due}</dt>
        <dd>
          {deadline.due}　<small>{deadline.explanation}</small>
        </dd>
      </div>
    )}
  </dl>
);

const Fact = ({ name, children }: { name: string; children: Child }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
