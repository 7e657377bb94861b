import type { Context } from "hono";
import { AnsweredBy } from "../../feedback/handle/answered-by.tsx";
import type { Corrected } from "../../feedback/handle/correction.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { diffPath, revisionsPath, sectionPath } from "../../paths.ts";
import { page } from "../../ui/layout.tsx";
import { Day } from "../../ui/time.tsx";
import { Compared, type ComparedSide } from "./compared.tsx";
import { compareRevisions } from "./diff.ts";
import { groupHash } from "../history/group-hash.ts";
import { historyWords, summarise } from "../history/history-words.ts";
import { ReportCrumbs } from "../pages/report-crumbs.tsx";
import type { ReportText } from "../view.ts";
import { reportWords } from "../words.ts";

interface Two {
  before: ReportText;
  after: ReportText;
  corrected: readonly Corrected[];
}

/** Two revisions side by side: what changed, marked; what did not, folded. */
export function diffPage(c: Context<AppEnv>, { before, after, corrected }: Two) {
  const { bureau, year } = after;
  const [from, to] = [before.revision.number, after.revision.number];
  const { changes, counts } = compareRevisions(before.sections, after.sections);
  const body = (
    <>
      <div class="head">
        <ReportCrumbs view={after} />
        <h1>{historyWords.diffTitle(from, to)}</h1>
        <p>
          {after.revision.title}
          {"　"}
          <a class="refer" href={revisionsPath(bureau.slug, year)}>
            {historyWords.history}
          </a>
        </p>
        <p>
          <b>{summarise(counts)}</b>
        </p>
        {after.revision.note && <p>{historyWords.noteOf(to, after.revision.note)}</p>}
        <AnsweredBy revision={to} corrected={corrected} />
        <p class="row hint">
          <span>
            <del>{historyWords.legendDeleted}</del>
          </span>
          <span>
            <ins>{historyWords.legendAdded}</ins>
          </span>
        </p>
      </div>
      <div class="pair">
        <div class="two">
          <Side view={before} />
          <Side view={after} />
        </div>
        <Compared changes={changes} before={sideOf(before)} after={sideOf(after)} />
      </div>
    </>
  );
  const title = `${historyWords.diffTitle(from, to)} - ${after.revision.title}`;
  const path = diffPath(bureau.slug, year, from, to);
  return page(c, { title, path, section: "bureaus", demo: bureau.demo ? "all" : null }, body);
}

const Side = ({ view }: { view: ReportText }) => (
  <div>
    <b>
      {reportWords.revision(view.revision.number)}
      {view.revision.number === view.currentRevision && `，${historyWords.current}`}
    </b>
    <div class="hint">
      <Day at={view.revision.publishedAt} />
      {historyWords.publishedTail}
    </div>
    <span class="mono hint">{groupHash(view.revision.fileSha256)}</span>
  </div>
);

const sideOf = ({ bureau, year, revision }: ReportText): ComparedSide => ({
  number: revision.number,
  hrefOf: (slug) => sectionPath(bureau.slug, year, slug, revision.number),
});
