import type { TextChange, DiffPiece } from "./diff.ts";
import { historyWords } from "../history/history-words.ts";
import { reportWords } from "../words.ts";

/** One of two revisions that are compared. */
export interface ComparedSide {
  number: number;
  /** The address at which a section of it is read. */
  hrefOf: (slug: string) => string;
}

interface Two {
  before: ComparedSide;
  after: ComparedSide;
}

/** The changes in the order of the text; unchanged parts are folded. */
export const Compared = ({ changes, before, after }: Two & { changes: readonly TextChange[] }) => (
  <>
    {changes.map((change) => (
      <Row change={change} before={before} after={after} />
    ))}
  </>
);

function Row({ change, before, after }: Two & { change: TextChange }) {
  if (change.kind === "same") {
    return (
      <details>
        <summary>{historyWords.folded(change.count)}</summary>
        <p class="hint">
          {historyWords.foldedFrom(change.first.heading, change.last.heading)}
          <a href={after.hrefOf(change.first.slug)}>{historyWords.readThere(after.number)}</a>
        </p>
      </details>
    );
  }
  const shown = change.kind === "removed" ? before : after;
  return (
    <section>
      <h2>
        <a href={shown.hrefOf(change.place.slug)}>{change.place.heading}</a>
      </h2>
      <div class="two">
        <Version
          number={before.number}
          pieces={change.before}
          mark="del"
          absent={historyWords.notBefore(before.number)}
        />
        <Version number={after.number} pieces={change.after} mark="ins" absent={historyWords.notAfter(after.number)} />
      </div>
    </section>
  );
}

interface VersionProps {
  number: number;
  pieces: readonly DiffPiece[];
  mark: "del" | "ins";
  absent: string;
}

function Version({ number, pieces, mark: Mark, absent }: VersionProps) {
  if (pieces.length === 0) {
    return (
      <div>
        <p class="hint">{absent}</p>
      </div>
    );
  }
  return (
    <div>
      <p class="hint">{reportWords.revision(number)}</p>
      <p class="lined">{pieces.map(({ text, changed }) => (changed ? <Mark>{text}</Mark> : text))}</p>
    </div>
  );
}
