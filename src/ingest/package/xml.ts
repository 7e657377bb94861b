import { Parser } from "htmlparser2";
import { REFUSALS } from "../refusals.ts";

/** Names come without their prefix: the parts of a document use one vocabulary each, under prefixes of their own choice. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
}

const MOST_ELEMENTS = 300_000;
const DEEPEST = 200;
/** Word writes them on every run, and they say nothing about the text. */
const SKIPPED = /^(?:rsid|paraId|textId)/;

const local = (name: string) => name.slice(name.indexOf(":") + 1);

/** Refuses what could swell or mislead (a DTD, a million elements) and what ends before its root does. */
export function parseXml(source: string): XmlElement {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(source)) throw REFUSALS.unsafeDocx();
  const top: XmlElement = { name: "", attributes: {}, children: [], text: "" };
  const open = [top];
  let count = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        count++;
        if (count > MOST_ELEMENTS || open.length > DEEPEST) throw REFUSALS.docxTooLarge();
        const element: XmlElement = {
          name: local(name),
          attributes: keptAttributes(attributes),
          children: [],
          text: "",
        };
        open.at(-1)?.children.push(element);
        open.push(element);
      },
      ontext(data) {
        (open.at(-1) as XmlElement).text += data;
      },
      onclosetag() {
        open.pop();
      },
    },
    { xmlMode: true },
  );
  parser.end(source);
  const root = top.children[0];
  if (!root || !new RegExp(`(?:</(?:[\\w.-]+:)?${root.name}|/)\\s*>\\s*$`).test(source)) throw REFUSALS.brokenDocx();
  return root;
}

const NONE: Record<string, string> = Object.freeze({});

function keptAttributes(attributes: Record<string, string>): Record<string, string> {
  const kept = Object.entries(attributes).flatMap(([key, value]) =>
    SKIPPED.test(local(key)) ? [] : [[local(key), value] as const],
  );
  return kept.length > 0 ? Object.fromEntries(kept) : NONE;
}

export function child(element: XmlElement | undefined, ...path: string[]): XmlElement | undefined {
  let found = element;
  for (const name of path) found = found?.children.find((one) => one.name === name);
  return found;
}

export const childrenOf = (element: XmlElement | undefined, name: string) =>
  element?.children.filter((one) => one.name === name) ?? [];

/** The `val` of a property; null if the property is not there. */
export function value(element: XmlElement | undefined, ...path: string[]): string | null {
  const found = child(element, ...path);
  return found ? (found.attributes["val"] ?? "") : null;
}

/** A property that is on by being there: w:b, w:b w:val="0". */
export function toggle(element: XmlElement | undefined, name: string): boolean | null {
  const found = value(element, name);
  return found === null ? null : !/^(?:0|false|off|none)$/.test(found);
}

export function* descendants(element: XmlElement): Generator<XmlElement> {
  for (const one of element.children) {
    yield one;
    yield* descendants(one);
  }
}
