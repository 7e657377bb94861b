import { beijingDay } from "../../day.ts";
import { EVENT_NAMES, STATUS_NAMES } from "../../feedback/feedback.ts";
import type { Case } from "../../feedback/handle/queue.ts";
import { isSealed } from "../../feedback/seal/sealing.ts";
import { paragraphPath, reportPath, sectionPath } from "../../paths.ts";
import { fileSize } from "../../ui/file-size.ts";
import { Printed } from "../../ui/withheld.tsx";
import { Day } from "../../ui/time.tsx";
import { isPicture } from "../../feedback/private/attachment.ts";
import { attachmentPath, casePath } from "../../console-paths.ts";
import { fieldId, type ReturnedCaseForm } from "./returned-case-form.ts";
import { SealedText } from "../keys/sealed.tsx";
import { caseWords } from "./case-words.ts";

/** The passage as its author saw it, at the frozen revision. */
export const PinnedPassage = ({ of: { feedback: f, changedSince } }: { of: Case }) => {
  if (f.aboutBureau === null)
    return <p class="hint">{f.sealedTo === null ? caseWords.noTarget : caseWords.sealedTarget}</p>;
  const { aboutBureau, year, revision, section, anchor } = f;
  if (year === null || revision === null) return <p>{f.aboutBureauName}</p>;
  const address =
    section === null
      ? reportPath(aboutBureau, year, revision)
      : anchor === null
        ? sectionPath(aboutBureau, year, section, revision)
        : paragraphPath(aboutBureau, year, section, anchor, revision);
  return (
    <>
      <p>
        <a href={address}>
          {f.aboutBureauName}
          {caseWords.about(year, f.sectionHeading, revision)}
        </a>
      </p>
      {f.quote !== null && (
        <>
          {changedSince && <p class="note">{caseWords.changedSince}</p>}
          <blockquote class="quote">
            <Printed text={f.quote} />
          </blockquote>
        </>
      )}
      {f.correctionRevision !== null && (
        <p>
          <a href={reportPath(aboutBureau, year, f.correctionRevision)}>{caseWords.correction(f.correctionRevision)}</a>
        </p>
      )}
    </>
  );
};

const withoutContact = ({ erasedAt, sealedTo }: Case["feedback"]) =>
  erasedAt ? caseWords.erased : sealedTo === null ? caseWords.noContact : caseWords.sealedContact;

/** Typed text, its line breaks kept as paragraphs. */
export const Paragraphs = ({ text, class: name }: { text: string; class?: string }) =>
  isSealed(text) ? (
    <SealedText text={text} />
  ) : (
    <>
      {text.split(/\n+/).map((line) => (
        <p class={name}>{line}</p>
      ))}
    </>
  );

export const Attachments = ({ of }: { of: Case }) => (
  <>
    <p class="hint">{caseWords.attachmentHint}</p>
    <ul>
      {of.attachments.map(({ name, size, type, erasedAt }, index) => (
        <li>
          {erasedAt === null ? (
            <a
              href={attachmentPath(of.feedback.id, index + 1)}
              download={name}
              rel="nofollow"
              data-sealed-file={name.endsWith(".age") ? "" : undefined}
            >
              {name}
            </a>
          ) : (
            name
          )}
          <small>
            　{fileSize(size)}
            {erasedAt !== null && `，${caseWords.erased}`}
          </small>
          {erasedAt === null && !name.endsWith(".age") && (
            <>
              　<a href={`${attachmentPath(of.feedback.id, index + 1)}/view`}>{caseWords.lookAt(isPicture(type))}</a>
            </>
          )}
        </li>
      ))}
    </ul>
  </>
);

interface ContactProps {
  of: Case;
  /** Decrypted for this one answer. */
  contact: string | undefined;
  returned: ReturnedCaseForm | undefined;
}

export const Contact = ({ of, contact, returned }: ContactProps) => {
  if (contact !== undefined)
    return (
      <p class="panel">
        <span id="contact">{contact}</span>
      </p>
    );
  if (!of.hasContact) return <p class="hint">{withoutContact(of.feedback)}</p>;
  const id = fieldId("contact", "reason");
  const mine = returned?.action === "contact" ? returned : undefined;
  return (
    <form class="form" method="post" action={`${casePath(of.feedback.id)}/contact`}>
      <p class="hint">{caseWords.contactHint}</p>
      <div class={mine ? "bad" : undefined}>
        <label for={id}>{caseWords.contactReason}</label>
        {mine && (
          <p class="err" id={`${id}-error`}>
            {mine.message}
          </p>
        )}
        <input
          type="text"
          id={id}
          name="reason"
          value={mine?.typed.reason ?? ""}
          aria-describedby={mine ? `${id}-error` : undefined}
        />
      </div>
      <p>
        <button class="btn plain" type="submit">
          {caseWords.openContact}
        </button>
      </p>
    </form>
  );
};

const ACTORS = { author: caseWords.authorActor, staff: caseWords.staffActor, system: caseWords.systemActor };

export const History = ({ of }: { of: Case }) => (
  <ol class="lines">
    {of.history.map(({ at, event, status, actorKind, note }) => (
      <li>
        <p class="row hint">
          <Day at={at} />
          <span>{ACTORS[actorKind]}</span>
          <span>{event === "submit" || event === "seal" ? caseWords.events[event] : EVENT_NAMES[event]}</span>
          <span>{STATUS_NAMES[status]}</span>
        </p>
        {note !== "" && <Paragraphs text={note} />}
      </li>
    ))}
  </ol>
);

export const Replies = ({ of }: { of: Case }) => (
  <ul class="lines">
    {of.replies.map(({ round, text, draftedBy, draftedAt, state, decidedBy, decisionNote, publicText }) => (
      <li>
        <p class="row hint">
          <b>{caseWords.replyState[state]}</b>
          {round === 1 && <span>{caseWords.round}</span>}
          <span>
            {draftedBy}　{beijingDay(draftedAt)}
          </span>
          {decidedBy !== null && <span>{decidedBy}</span>}
          {publicText !== null && <span>{caseWords.published}</span>}
        </p>
        <Paragraphs text={text} />
        {decisionNote !== "" && <Paragraphs text={decisionNote} class="hint" />}
      </li>
    ))}
  </ul>
);

export const Moderation = ({ of }: { of: Case }) => (
  <ul class="lines">
    {of.moderation.map(({ at, actor, action, reason, shown }) => (
      <li>
        <p class="row hint">
          <Day at={at} />
          <span>{caseWords.moderated[action]}</span>
          <span>{actor}</span>
          <span>{reason}</span>
        </p>
        {shown !== null && <Paragraphs text={shown} />}
      </li>
    ))}
  </ul>
);
