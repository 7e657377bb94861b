import type { Context } from "hono";
import type { AppEnv } from "../../http/app-env.ts";
import { reportPath } from "../../paths.ts";
import { UsedHere } from "../../press/used-here.tsx";
import { page } from "../../ui/layout.tsx";
import { Phrases } from "../../ui/phrases.tsx";
import { Received, Supervise } from "./kit.tsx";
import { MarkNote } from "./mark-note.tsx";
import { EditionLine, FoldedBox } from "./meta-box.tsx";
import { pageWords } from "./page-words.ts";
import { PromiseBox } from "../promise/promise-box.tsx";
import type { ReportPageContext } from "../formats/reading.ts";
import { Record } from "./text/record.tsx";
import { Crumbs } from "./report-crumbs.tsx";
import { ReportFrame } from "./report-frame.tsx";
import { reportHead } from "./report-head.ts";
import { Superseded } from "./superseded.tsx";
import { embeddedMetadata } from "../formats/embedded-metadata.ts";
import { mementoDatetime, mementoLinks, mementosAround } from "../history/memento.ts";
import { RevisionTimeline } from "../history/timeline.tsx";
import { titleLines } from "./title-lines.ts";
import { YearNav } from "./year-nav.tsx";

export function reportPage(c: Context<AppEnv>, reading: ReportPageContext) {
  const { view } = reading;
  const { bureau, year, revision } = view;
  const isCurrent = revision.number === view.currentRevision;
  const path = reportPath(bureau.slug, year, isCurrent ? undefined : revision.number);
  const original = { origin: reading.origin, bureau: bureau.slug, year, section: null, format: "html" as const };
  const lines = titleLines(revision.title, bureau.name);
  const head = (
    <>
      <Crumbs reading={reading} />
      <h1>
        {lines.map((line) => (
          <Phrases text={line} />
        ))}
      </h1>
      <Superseded reading={reading} dropped={false} />
      <EditionLine reading={reading} />
      <RevisionTimeline view={view} />
      <MarkNote reading={reading} />
      <FoldedBox reading={reading} />
      <Received reading={reading} />
    </>
  );
  const body = (
    <ReportFrame reading={reading} head={head}>
      <Record reading={reading} sections={view.sections} />
      <AfterRecord reading={reading} />
    </ReportFrame>
  );
  if (reading.asksFrozen) c.header("Memento-Datetime", mementoDatetime(revision));
  return page(
    c,
    {
      ...reportHead(reading, path),
      meta: embeddedMetadata({ view, origin: reading.origin, accessed: reading.today }),
      headerLinks: [...mementoLinks(original), ...mementosAround(original, reading)],
      title: revision.title,
      description: pageWords.description(revision.title, revision.number, bureau.name),
      citeAs: reportPath(bureau.slug, year, revision.number),
    },
    body,
  );
}

/** The next steps for a reader who has come to the end. */
const AfterRecord = ({ reading }: { reading: ReportPageContext }) => (
  <div class="after">
    <PromiseBox promise={reading.view.promise} hrefOf={({ anchor }) => `#p-${anchor}`} />
    <UsedHere uses={reading.view.press} bureau={reading.view.bureau.slug} year={reading.view.year} />
    <p>
      <Supervise reading={reading} />
    </p>
    <YearNav reading={reading} atEnd />
  </div>
);
