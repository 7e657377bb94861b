import type { Child } from "hono/jsx";
import { beijingDay } from "../../day.ts";
import { citedUrl } from "../formats/cite.ts";
import { groupHash } from "../history/group-hash.ts";
import { JsonLd } from "./json-ld.tsx";
import { pageWords } from "./page-words.ts";
import type { ReportPageContext } from "../formats/reading.ts";
import type { Section } from "../report.ts";
import { Outline } from "./report-outline.tsx";
import { QrCode } from "../../ui/qr-code.tsx";
import { reportWords } from "../words.ts";

const HAN_DIGITS = Array.from("〇一二三四五六七八九");

/** 2023 → 二〇二三, for the running title */
const toHan = (number: number) => String(number).replace(/\d/g, (digit) => HAN_DIGITS[Number(digit)] ?? digit);

/** A report's page: outline and running title beside the record, with its citation data below. */
export function ReportFrame({ reading, section, head, children }: FrameProps) {
  const { view } = reading;
  return (
    <>
      <div class="book">
        <p class="running">
          {view.revision.title}　{reportWords.revision(view.revision.number)}
        </p>
        <div class="head">{head}</div>
        <Outline reading={reading} section={section} />
        <p class="spine" aria-hidden="true">
          <span>{view.bureau.shortName}</span>
          <span>{pageWords.spineYear(toHan(view.year))}</span>
          <span>{pageWords.spineRevision(toHan(view.revision.number))}</span>
        </p>
        <article class="record">{children}</article>
      </div>
      <PrintColophon reading={reading} section={section} />
      <JsonLd reading={reading} />
    </>
  );
}

interface FrameProps {
  reading: ReportPageContext;
  section?: Section;
  head: Child;
  children: Child;
}

function PrintColophon({ reading, section }: { reading: ReportPageContext; section?: Section | undefined }) {
  const { view, origin, today } = reading;
  const address = citedUrl({ view, section, origin, accessed: today });
  return (
    <p class="print mono">
      <QrCode address={address} label={pageWords.printAddress} />
      {view.bureau.demo && (
        <>
          <b>{pageWords.printDemo}</b>
          <br />
        </>
      )}
      {pageWords.printAddress} {address}
      <br />
      {reportWords.revision(view.revision.number)} {beijingDay(view.revision.publishedAt)}
      <br />
      {pageWords.printHash} {groupHash(view.revision.fileSha256)}
    </p>
  );
}
