import { Parser } from "htmlparser2";
import { REFUSALS } from "../refusals.ts";

type Attributes = Record<string, string>;

const escaped = (text: string) => text.replace(/[&<>]/g, (c) => (c === "&" ? "&amp;" : c === "<" ? "&lt;" : "&gt;"));
const quoted = (value: string) =>
  escaped(value).replace(/["\n\r\t]/g, (c) => (c === '"' ? "&quot;" : `&#${c.charCodeAt(0)};`));

/**
 * The fate of an element: its attributes; `bare` if its content stays without it; `gone` if its content goes too; `row gone` if
 * the table row goes whose property it is.
 */
type Edited = Attributes | "bare" | "gone" | "row gone";
type Edit = (name: string, attributes: Attributes, parent: string) => Edited;

interface Open {
  name: string;
  as: Edited;
  /** How many pieces were written before it. */
  from: number;
  isDropped?: boolean;
}

/** XML written anew, element by element. */
export function rewriteXml(source: string, edit: Edit): string {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(source)) throw REFUSALS.unsafeDocx();
  const pieces = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'];
  const open: Open[] = [];
  const isGone = () => open.at(-1)?.as === "gone";
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const edited = isGone() ? "gone" : edit(name, attributes, open.at(-1)?.name ?? "");
        const row = open.at(-2);
        if (edited === "row gone" && row) row.isDropped = true;
        const as = edited === "row gone" ? "gone" : edited;
        open.push({ name, as, from: pieces.length });
        if (typeof as === "string") return;
        const written = Object.entries(as).map(([key, value]) => ` ${key}="${quoted(value)}"`);
        pieces.push(`<${name}${written.join("")}>`);
      },
      ontext(text) {
        if (!isGone()) pieces.push(escaped(text));
      },
      onclosetag(name) {
        const closed = open.pop();
        if (closed && typeof closed.as !== "string") pieces.push(`</${name}>`);
        if (closed?.isDropped) pieces.length = closed.from;
      },
    },
    { xmlMode: true },
  );
  parser.end(source);
  return pieces.join("");
}

const local = (name: string) => name.slice(name.indexOf(":") + 1);

/** Who wrote, changed or commented, and from which account. */
const PEOPLE = new Set(["author", "initials", "userId", "providerId", "lastEdited", "userName"]);
/** A document's traces of the machines and sessions it was written in, and of the people who commented on it. */
const GONE = new Set(
  "rsids rsid docId docVars mailMerge attachedTemplate printerSettings comment commentEx commentId commentExtensible person annotationRef commentRangeStart commentRangeEnd commentReference del moveFrom delText delInstrText cellDel cellIns cellMerge numberingChange".split(
    " ",
  ),
);
/** Text that was added or moved here stays, as if it had always been there; its look before a change goes. */
const BARE = new Set(["ins", "moveTo"]);
const FORMER = /^(?:\w+PrChange|tblGridChange|(?:moveFrom|moveTo|customXml\w+)Range(?:Start|End))$/;
const ON_A_DISK = /^(?:file:|[A-Za-z]:[\\/]|\\\\)/i;
const PICTURE = /^(?:docPr|cNvPr|imagedata)$/;
/** Numbers by which a paragraph is known again in another copy of the same file. */
const OF_THIS_COPY = /^(?:rsid|paraId$|textId$|durableId$)/i;

/** An element of a Word file without people, machines, times and deleted text; changes are taken as accepted. */
export const anonymous: Edit = (name, attributes, parent) => {
  const element = local(name);
  if (element === "del" && local(parent) === "trPr") return "row gone";
  if (GONE.has(element) || FORMER.test(element)) return "gone";
  if (BARE.has(element)) return "bare";
  const hasAuthor = Object.keys(attributes).some((key) => local(key) === "author");
  const kept: Attributes = {};
  for (const [key, value] of Object.entries(attributes)) {
    const own = local(key);
    if (OF_THIS_COPY.test(own) || (hasAuthor && /^date(?:Utc)?$/.test(own))) continue;
    const names =
      PEOPLE.has(own) ||
      ON_A_DISK.test(value) ||
      (PICTURE.test(element) && /[\\/]/.test(value) && /^(?:name|descr|title)$/.test(own));
    kept[key] = names ? "" : value;
  }
  return kept;
};
