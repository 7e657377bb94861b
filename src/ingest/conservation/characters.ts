import { withoutRadicals } from "../text/radicals.ts";

const UNSEEN =
  // oxlint-disable-next-line no-control-regex -- what reading takes out
  /[\s\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
const LOW = "0123456789+-";
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻";

/** One writing for each character: radicals, raised digits. */
const folded = (text: string) =>
  withoutRadicals(text, false)
    .text.replace(/[⁰¹²³⁴-⁹⁺⁻]/g, (char) => LOW[RAISED.indexOf(char)] ?? char)
    .replace(/[\uf06c\uf06e\uf075\uf0a7\uf0b7\uf0d8]/g, "•")
    .replaceAll("−", "-")
    .replaceAll("戶", "户");

/** The visible characters of a text, without blanks. */
export const seen = (text: string) => folded(text.replace(UNSEEN, ""));

const MOST_TOLD = 2_000;

/** A multiset of UTF-16 units. */
export class Characters {
  readonly #counts = new Int32Array(0x10000);
  readonly #ignored: string;

  constructor(ignored: string) {
    this.#ignored = ignored;
  }

  add(text: string, times: 1 | -1): void {
    const printed = seen(text);
    for (let at = 0; at < printed.length; at++) {
      const unit = printed.charCodeAt(at);
      this.#counts[unit] = (this.#counts[unit] ?? 0) + times;
    }
  }

  /** Characters with a positive count, and those with a negative one. */
  result(): { lost: string; made: string } {
    for (const char of this.#ignored) this.#counts[char.charCodeAt(0)] = 0;
    let [lost, made] = ["", ""];
    for (const [unit, count] of this.#counts.entries()) {
      const more = String.fromCharCode(unit).repeat(Math.min(Math.abs(count), MOST_TOLD));
      if (count > 0) lost += more;
      else if (count < 0) made += more;
    }
    return { lost, made };
  }
}
