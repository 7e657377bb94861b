import { STRUCK_END, STRUCK_START } from "../ink/struck-marks.ts";

export interface StruckText {
  /** The struck-out text, "" if there was nothing. */
  text: string;
  end: string;
}

/** Text that is shown with a line through it: it is read, between marks that say so, and never runs into what stands beside it. */
export class StruckPassages {
  #depth = 0;
  #text = "";

  open(depth: number): void {
    if (this.#depth === 0) this.#depth = depth;
  }

  /** The mark to set before a text, "" if there is none to set. */
  before(text: string): string {
    if (this.#depth === 0 || text.trim() === "") return "";
    const isFirst = this.#text === "";
    this.#text += text;
    return isFirst ? STRUCK_START : "";
  }

  /** The text that ended with the element at this depth, or null. */
  close(depth: number): StruckText | null {
    if (this.#depth !== depth || depth === 0) return null;
    const text = this.#text.trim();
    this.#depth = 0;
    this.#text = "";
    return { text, end: text === "" ? "" : STRUCK_END };
  }
}
