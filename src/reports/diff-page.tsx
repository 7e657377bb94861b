import type { Context } from "hono";
import type { AppEnv } from "../http/app-env.ts";
import { diffPath, revisionsPath, sectionPath } from "../paths.ts";
import { page } from "../ui/layout.tsx";
import { Day } from "../ui/time.tsx";
import { type Change, compareRevisions, type Piece } from "./diff.ts";
import { historyWords as words, summarise } from "./history-words.ts";
import { groupHash } from "./report-frame.tsx";
import { ReportCrumbs } from "./revisions-page.tsx";
import type { ReportText } from "./view.ts";

interface Two {
  before: ReportText;
  after: ReportText;
}

/** Two revisions side by side: what changed, marked; what did not, folded. */
export function diffPage(c: Context<AppEnv>, { before, after }: Two) {
  const { bureau, year } = after;
  const [from, to] = [before.revision.number, after.revision.number];
  const { changes, counts } = compareRevisions(before.sections, after.sections);
  const body = (
    <>
      <div class="head">
        <ReportCrumbs view={after} />
        <h1>{words.diffTitle(from, to)}</h1>
        <p>
          {after.revision.title}　<a href={revisionsPath(bureau.slug, year)}>{words.history}</a>
        </p>
        <p>
          <b>{summarise(counts)}</b>
        </p>
        {after.revision.note && <p>{words.noteOf(to, after.revision.note)}</p>}
        <p class="row hint">
          <span>
            <del>{words.legendDeleted}</del>
          </span>
          <span>
            <ins>{words.legendAdded}</ins>
          </span>
        </p>
      </div>
      <div class="pair">
        <div class="two">
          <Side view={before} />
          <Side view={after} />
        </div>
        {changes.map((change) => (
          <Row change={change} before={before} after={after} />
        ))}
      </div>
    </>
  );
  const title = `${words.diffTitle(from, to)} - ${after.revision.title}`;
  const path = diffPath(bureau.slug, year, from, to);
  return page(c, { title, path, section: "bureaus", demo: bureau.demo ? "all" : null }, body);
}

const Side = ({ view }: { view: ReportText }) => (
  <div>
    <b>
      第{view.revision.number}版{view.revision.number === view.currentRevision && `，${words.current}`}
    </b>
    <div class="hint">
      <Day at={view.revision.publishedAt} />
      公示
    </div>
    <span class="mono hint">{groupHash(view.revision.fileSha256)}</span>
  </div>
);

function Row({ change, before, after }: Two & { change: Change }) {
  const { bureau, year } = after;
  const linkTo = (view: ReportText, slug: string) => sectionPath(bureau.slug, year, slug, view.revision.number);
  if (change.kind === "same") {
    return (
      <details>
        <summary>{words.folded(change.count)}</summary>
        <p class="hint">
          {words.foldedFrom(change.first.heading, change.last.heading)}
          <a href={linkTo(after, change.first.slug)}>{words.readThere(after.revision.number)}</a>
        </p>
      </details>
    );
  }
  const shown = change.kind === "removed" ? before : after;
  return (
    <section>
      <h2>
        <a href={linkTo(shown, change.place.slug)}>{change.place.heading}</a>
      </h2>
      <div class="two">
        <Version view={before} pieces={change.before} mark="del" absent={words.notBefore(before.revision.number)} />
        <Version view={after} pieces={change.after} mark="ins" absent={words.notAfter(after.revision.number)} />
      </div>
    </section>
  );
}

interface VersionProps {
  view: ReportText;
  pieces: readonly Piece[];
  mark: "del" | "ins";
  absent: string;
}

function Version({ view, pieces, mark: Mark, absent }: VersionProps) {
  if (pieces.length === 0) {
    return (
      <div>
        <p class="hint">{absent}</p>
      </div>
    );
  }
  return (
    <div>
      <p class="hint">第{view.revision.number}版</p>
      <p class="lined">{pieces.map(({ text, changed }) => (changed ? <Mark>{text}</Mark> : text))}</p>
    </div>
  );
}
