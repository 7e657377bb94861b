import { Parser } from "htmlparser2";
import { isUnseen } from "../html/styles/look.ts";
import { PageStyles } from "../html/styles/page-styles.ts";
import { leftOutAs, VOID } from "../html/tags.ts";

/** Tags of web code in a text of another format: what stands between them is hidden, struck out or raised with them. */
export class WebCode {
  readonly #styles: PageStyles;
  readonly #open: { name: string; tag: string; isLeftOut: boolean }[] = [];
  readonly #parser: Parser;

  /** `source`: the whole file, for its style sheets. */
  constructor(source: string) {
    this.#styles = new PageStyles(source);
    this.#parser = new Parser({
      onopentag: (name, attributes) => {
        const isVoid = VOID.has(name);
        this.#styles.open(name, attributes, isVoid);
        if (isVoid) return;
        const isLeftOut = leftOutAs(name, [], attributes) === "script";
        this.#open.push({ name, tag: `<${name}${writtenOut(attributes)}>`, isLeftOut });
      },
      onclosetag: (name) => {
        if (VOID.has(name)) return;
        this.#styles.close();
        this.#open.pop();
      },
    });
  }

  /** Reads tags as they come. */
  feed(code: string): void {
    this.#parser.write(code);
  }

  /** A paragraph ends: so does what began in it. */
  endBlock(depth: number): void {
    while (this.#open.length > depth) {
      const before = this.#open.length;
      this.#parser.write(`</${this.#open.at(-1)?.name ?? ""}>`);
      if (this.#open.length >= before) return;
    }
  }

  get depth(): number {
    return this.#open.length;
  }

  get isHidden(): boolean {
    const { look } = this.#styles;
    return this.#open.some(({ isLeftOut }) => isLeftOut) || this.#styles.isWithinGone || isUnseen(look);
  }

  get isStruck(): boolean {
    return this.#styles.look.isStruck;
  }

  get isRaised(): boolean {
    return this.#open.some(({ name }) => name === "sup");
  }

  /** The tags that are open, written anew. */
  get opening(): string {
    return this.#open.map(({ tag }) => tag).join("");
  }
}

const writtenOut = (attributes: Readonly<Record<string, string>>) =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${value.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"`)
    .join("");
