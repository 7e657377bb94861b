import { REFUSALS } from "../refusals.ts";
import { type PdfParts, plainNames, textOf } from "./pdf-objects.ts";

/** Programs, scripts and forms that send. */
const ACTION =
  /\/S\s*\/(?:Launch|JavaScript|SubmitForm|ImportData|GoToR)\b|\/(?:JavaScript|RichMedia|Rendition|GoToE|Collection)\b/;
/** Short names: in packed bytes they come up by chance. */
const TRIGGER = /\/(?:JS|AA|XFA)(?=[\s/<>[\]()])/;
const FILES = /\/(?:EmbeddedFiles?|FileAttachment)\b|\/EF\s*<</;
const OPENS = /\/OpenAction(?=[\s/<>[\]()])([^]{0,2000})/g;
/** The data of a stream, or a drawing, in a file elsewhere. */
const ELSEWHERE = /\/FFilter\b|\/F\s*(?:\(|<)|\/Ref\s*(?:<<|\d+\s+\d+\s+R\b)/;
/** More than any program writes: one for each time the file was saved. */
const MOST_OPENINGS = 20;
/** The only action allowed when a file is opened: turning to a page. */
const TURNS = /^\s*(?:\[|null\b|\(|\/)|^\s*<<[^]{0,300}?(?:\/S\s*\/GoTo(?=[\s/<>[\]()])|\/D\s*[[(/])/;

/** Refuses a PDF that runs something, sends something or holds other files, however its names are written or packed. */
export function requireQuiet(parts: PdfParts): void {
  const texts = parts.packed.map(({ text }) => plainNames(text));
  for (const text of [plainNames(parts.file), ...texts]) {
    if (ACTION.test(text)) throw REFUSALS.activePdf();
    if (FILES.test(text)) throw REFUSALS.pdfWithFiles();
  }
  for (const object of parts.objects) {
    if (object.within) continue;
    const text = plainNames(textOf(parts, object));
    if (object.data && ELSEWHERE.test(text)) throw REFUSALS.activePdf();
    texts.push(text);
  }
  let openings = 0;
  for (const text of texts) {
    if (TRIGGER.test(text)) throw REFUSALS.activePdf();
    for (const [, what = ""] of text.matchAll(OPENS)) {
      openings += 1;
      if (openings > MOST_OPENINGS || !turnsToAPage(what, parts)) throw REFUSALS.activePdf();
    }
  }
}

function turnsToAPage(what: string, parts: PdfParts): boolean {
  const number = /^\s*(\d+)\s+\d+\s+R\b/.exec(what)?.[1];
  if (number === undefined) return TURNS.test(what) && !/^[^]{0,300}?\/S\s*\/(?!GoTo[\s/<>[\]()])/.test(upToEnd(what));
  const named = parts.objects.filter((object) => object.number === Number(number));
  return named.every((object) => TURNS.test(plainNames(textOf(parts, object))));
}

const upToEnd = (what: string) => (what.trimStart().startsWith("<<") ? what.slice(0, what.indexOf(">>")) : "");
