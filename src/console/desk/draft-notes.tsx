import { placesIn } from "../../drafts/note-place.ts";
import type { Preview } from "../../drafts/preview.ts";
import { checkFigures } from "../../figures/checks/check-figures.ts";
import type { ImportNote } from "../../ingest/document.ts";
import { type OutlineNode, outlineOf } from "../../reports/formats/reading.ts";
import { draftPath } from "../../console-paths.ts";
import { draftWords } from "./publish-words.ts";

const LONGEST = 120;

/** The obstacles to the publication stand before everything else. */
export const Obstacles = ({ preview: { obstacles, plan } }: { preview: Preview }) =>
  obstacles.length === 0 ? (
    <></>
  ) : (
    <section class="note bad" aria-labelledby="blocking">
      <h2 id="blocking">
        {draftWords.blocking}
        <small>　{obstacles.length}</small>
      </h2>
      <p>
        {draftWords.blockingLead} {plan && <a href="#accept">{draftWords.decide}</a>}
      </p>
      <ol class="lines">
        {obstacles.map(({ message, quotations }) => (
          <li>
            <p>{message}</p>
            {quotations.map((quotation) => (
              <p class="hint">
                <q class="verbatim">{shorten(quotation)}</q>
              </p>
            ))}
          </li>
        ))}
      </ol>
    </section>
  );

/** The doubts of the import, then its notes; each leads to its place in the text. */
export function NoteLists({ preview: { parsed, sections } }: { preview: Preview }) {
  const placeOf = placesIn(sections);
  const notes = parsed.notes.filter(({ code }) => code !== "editorial");
  const unsure = notes.filter(({ level }) => level === "unsure");
  const info = notes.filter(({ level }) => level === "info");
  return (
    <>
      <section>
        <h2 id="unsure">
          {draftWords.unsure}
          <small>　{unsure.length}</small>
        </h2>
        {unsure.length === 0 ? <p>{draftWords.nothingUnsure}</p> : <p class="hint">{draftWords.unsureLead}</p>}
        <Notes notes={unsure} placeOf={placeOf} />
      </section>
      {info.length > 0 && (
        <details>
          <summary>
            {draftWords.info}　{info.length}
          </summary>
          <Notes notes={info} placeOf={placeOf} />
        </details>
      )}
    </>
  );
}

const Notes = ({ notes, placeOf }: { notes: readonly ImportNote[]; placeOf: ReturnType<typeof placesIn> }) => (
  <ol class="lines">
    {notes.map((note) => {
      const place = placeOf(note);
      return (
        <li>
          <p>{note.message}</p>
          {note.text !== "" && <p class="hint">{shorten(note.text)}</p>}
          <p class="row hint">
            {note.line > 0 && <span>{draftWords.line(note.line)}</span>}
            {place !== null && (
              <a href={`#${place}`} aria-label={`${draftWords.goThere}：${shorten(note.text).slice(0, 20)}`}>
                {draftWords.goThere}
              </a>
            )}
          </p>
        </li>
      );
    })}
  </ol>
);

const shorten = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** Figures of the report that do not agree: both statements and the computed value, never a verdict. */
export function FigureList({ preview: { sections } }: { preview: Preview }) {
  const doubts = checkFigures(sections);
  return (
    <section>
      <h2 id="figures">
        {draftWords.figures}
        <small>　{doubts.length}</small>
      </h2>
      <p class="hint">{doubts.length === 0 ? draftWords.noFigures : draftWords.figuresLead}</p>
      <ol class="lines">
        {doubts.map(({ message, quotations, computed }) => (
          <li>
            <p>{message}</p>
            <p class="hint">{computed}</p>
            {quotations.map(({ anchor, text }) => (
              <p class="hint">
                <q>{text}</q>{" "}
                <a href={`#p-${anchor}`} aria-label={`${draftWords.goThere}：${text}`}>
                  {draftWords.goThere}
                </a>
              </p>
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The corrections so far, each with a button that takes it back. */
export const EditList = ({ preview: { draft, told } }: { preview: Preview }) => (
  <section>
    <h2 id="edits">
      {draftWords.edits}
      <small>　{draft.edits.length}</small>
    </h2>
    <p class="hint">{draft.edits.length === 0 ? draftWords.noEdits : draftWords.editsLead}</p>
    <ol class="lines">
      {draft.edits.map((edit, index) => (
        <li>
          <p>{told[index]?.message ?? edit.op}</p>
          {told[index] && <p class="hint">{shorten(told[index].text)}</p>}
          {draft.state === "open" && (
            <form method="post" action={`${draftPath(draft.id)}/undo`}>
              <input type="hidden" name="version" value={String(draft.version)} />
              <input type="hidden" name="index" value={String(index)} />
              <button class="link" type="submit" aria-label={draftWords.undoLabel(index + 1)}>
                {index === draft.edits.length - 1 ? draftWords.undoLast : draftWords.undo}
              </button>
            </form>
          )}
        </li>
      ))}
    </ol>
  </section>
);

export const OutlineList = ({ preview: { sections } }: { preview: Preview }) => (
  <nav class="outline" aria-labelledby="outline">
    <h2 id="outline">{draftWords.outline}</h2>
    <Nodes nodes={outlineOf(sections)} />
  </nav>
);

const Nodes = ({ nodes }: { nodes: readonly OutlineNode[] }) => (
  <ol>
    {nodes.map(({ section, children }) => (
      <li>
        <a href={`#${section.slug}`}>{section.heading}</a>
        {children.length > 0 && <Nodes nodes={children} />}
      </li>
    ))}
  </ol>
);
