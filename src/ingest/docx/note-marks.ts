import { formatNumber } from "../text/number-format.ts";
import { descendants, value, childrenOf, type XmlElement } from "../package/xml.ts";
import type { Docx } from "./open-docx.ts";

type Kind = "footnote" | "endnote";

/** Numbers footnotes and endnotes through the document, in the format it asks for. */
export class NoteMarks {
  readonly #marks = new Map<string, string>();
  readonly #counts = { footnote: 0, endnote: 0 };
  readonly #formats: Record<Kind, string>;
  readonly #texts: Record<Kind, Map<string, XmlElement>>;

  constructor({ document, settings, footnotes, endnotes }: Docx) {
    const asked = (name: string) => {
      for (const root of [document, ...(settings ? [settings] : [])])
        for (const one of descendants(root)) if (one.name === name) return value(one, "numFmt");
      return null;
    };
    this.#formats = { footnote: asked("footnotePr") ?? "decimal", endnote: asked("endnotePr") ?? "lowerRoman" };
    const byId = (part: XmlElement | undefined, name: Kind) =>
      new Map(childrenOf(part, name).map((one) => [one.attributes["id"] ?? "", one]));
    this.#texts = { footnote: byId(footnotes, "footnote"), endnote: byId(endnotes, "endnote") };
  }

  /** Those that the document refers to nowhere. */
  unreferenced(read: ReadonlySet<XmlElement>): XmlElement[] {
    return [this.#texts.footnote, this.#texts.endnote].flatMap((texts) =>
      [...texts.values()].filter((note) => !read.has(note)),
    );
  }

  text(kind: Kind, id: string): XmlElement | undefined {
    return this.#texts[kind].get(id);
  }

  mark(kind: Kind, id: string): string {
    const key = `${kind} ${id}`;
    const known = this.#marks.get(key);
    if (known !== undefined) return known;
    this.#counts[kind]++;
    const n = this.#counts[kind];
    const mark = `[${formatNumber(n, this.#formats[kind]) ?? n}]`;
    this.#marks.set(key, mark);
    return mark;
  }
}
