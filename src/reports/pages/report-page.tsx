import type { Context } from "hono";
import type { AppEnv } from "../../http/app-env.ts";
import { reportPath } from "../../paths.ts";
import { page } from "../../ui/layout.tsx";
import { ReportKit } from "./kit.tsx";
import { MarkNote } from "./mark-note.tsx";
import { MetaBox } from "./meta-box.tsx";
import { pageWords } from "./page-words.ts";
import { PromiseBox } from "../promise/promise-box.tsx";
import type { Reading } from "./reading.ts";
import { Record } from "./text/record.tsx";
import { Crumbs } from "./report-crumbs.tsx";
import { ReportFrame } from "./report-frame.tsx";
import { reportHead } from "./report-head.ts";
import { Superseded } from "./superseded.tsx";
import type { ReportText } from "../view.ts";
import { YearNav } from "./year-nav.tsx";

export function reportPage(c: Context<AppEnv>, reading: Reading) {
  const { view } = reading;
  const { bureau, year, revision } = view;
  const isCurrent = revision.number === view.currentRevision;
  const path = reportPath(bureau.slug, year, isCurrent ? undefined : revision.number);
  const [line, ...more] = titleLines(view);
  const head = (
    <>
      <Crumbs reading={reading} />
      <h1>
        {line}
        {more.map((rest) => (
          <>
            <br />
            {rest}
          </>
        ))}
      </h1>
      <Superseded reading={reading} dropped={false} />
      <MarkNote reading={reading} />
      <YearNav reading={reading} />
    </>
  );
  const body = (
    <ReportFrame reading={reading} head={head}>
      <MetaBox reading={reading} />
      <PromiseBox promise={view.promise} hrefOf={({ anchor }) => `#p-${anchor}`} />
      <ReportKit reading={reading} />
      <Record reading={reading} sections={view.sections} />
      <YearNav reading={reading} atEnd />
    </ReportFrame>
  );
  return page(
    c,
    {
      ...reportHead(reading, path),
      title: revision.title,
      description: pageWords.description(revision.title, revision.number, bureau.name),
      citeAs: reportPath(bureau.slug, year, revision.number),
    },
    body,
  );
}

/** The bureau on a line of its own. */
function titleLines(view: ReportText) {
  const { title } = view.revision;
  const rest = title.startsWith(view.bureau.name) ? title.slice(view.bureau.name.length).trim() : "";
  return rest ? [view.bureau.name, rest] : [title];
}
