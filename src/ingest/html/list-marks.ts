import { formatNumber } from "../text/number-format.ts";

interface List {
  /** How its lines are numbered; null for bullets. */
  format: string | null;
  next: number;
}

const FORMATS: Record<string, string> = {
  a: "lowerLetter",
  A: "upperLetter",
  i: "lowerRoman",
  I: "upperRoman",
};

/** The marks a browser prints before list lines; each is given out once, to the first line of its item. */
export class ListMarks {
  readonly #lists: List[] = [];
  #waiting = { number: "", bullet: "" };

  open(name: string, attributes: Record<string, string>): void {
    const format = name === "ul" ? null : (FORMATS[attributes["type"] ?? ""] ?? "decimal");
    this.#lists.push({ format, next: whole(attributes["start"]) ?? 1 });
  }

  close(): void {
    this.#lists.pop();
    this.#waiting = { number: "", bullet: "" };
  }

  item(attributes: Record<string, string>): void {
    const list = this.#lists.at(-1);
    if (!list || list.format === null) {
      this.#waiting = { number: "", bullet: "•" };
      return;
    }
    const n = whole(attributes["value"]) ?? list.next;
    list.next = n + 1;
    this.#waiting = { number: `${formatNumber(n, list.format) ?? n}. `, bullet: "" };
  }

  take(): { number: string; bullet: string } {
    const taken = this.#waiting;
    this.#waiting = { number: "", bullet: "" };
    return taken;
  }
}

const whole = (text: string | undefined) => (/^-?\d{1,6}$/.test(text ?? "") ? Number(text) : null);
