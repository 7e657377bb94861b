import { Parser } from "htmlparser2";
import { REFUSALS } from "../refusals.ts";

type Attributes = Record<string, string>;

const escaped = (text: string) => text.replace(/[&<>]/g, (c) => (c === "&" ? "&amp;" : c === "<" ? "&lt;" : "&gt;"));
const quoted = (value: string) =>
  escaped(value).replace(/["\n\r\t]/g, (c) => (c === '"' ? "&quot;" : `&#${c.charCodeAt(0)};`));

/** XML written anew, element by element; `edit` answers the attributes to keep, or null if the element goes with all in it. */
export function rewriteXml(source: string, edit: (name: string, attributes: Attributes) => Attributes | null): string {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(source)) throw REFUSALS.unsafeDocx();
  const pieces = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'];
  let gone = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const kept = gone > 0 ? null : edit(name, attributes);
        if (kept === null) gone += 1;
        else
          pieces.push(
            `<${name}${Object.entries(kept)
              .map(([key, value]) => ` ${key}="${quoted(value)}"`)
              .join("")}>`,
          );
      },
      ontext(text) {
        if (gone === 0) pieces.push(escaped(text));
      },
      onclosetag(name) {
        if (gone > 0) gone -= 1;
        else pieces.push(`</${name}>`);
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
/** What a document remembers of the machines and sessions it was written in. */
const GONE = new Set(["rsids", "rsid", "docId", "docVars", "mailMerge", "attachedTemplate", "printerSettings"]);
const ON_A_DISK = /^(?:file:|[A-Za-z]:[\\/]|\\\\)/i;
const PICTURE = /^(?:docPr|cNvPr|imagedata)$/;

/** The attributes of an element of a Word file without what they say of people, machines and times; null if it goes. */
export function anonymous(name: string, attributes: Attributes): Attributes | null {
  if (GONE.has(local(name))) return null;
  const hasAuthor = Object.keys(attributes).some((key) => local(key) === "author");
  const kept: Attributes = {};
  for (const [key, value] of Object.entries(attributes)) {
    const own = local(key);
    if (/^rsid/i.test(own) || (hasAuthor && /^date(?:Utc)?$/.test(own))) continue;
    const names =
      PEOPLE.has(own) ||
      ON_A_DISK.test(value) ||
      (PICTURE.test(local(name)) && /[\\/]/.test(value) && /^(?:name|descr|title)$/.test(own));
    kept[key] = names ? "" : value;
  }
  return kept;
}
