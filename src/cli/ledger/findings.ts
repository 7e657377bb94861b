import { styleText } from "node:util";

export interface VerificationFinding {
  /** `fault`: the verification failed; `note`: something a person should know. */
  mark: "good" | "fault" | "note";
  text: string;
}

/** Collects what a verification finds, and prints it line by line unless it is silent. */
export class Findings {
  readonly all: VerificationFinding[] = [];
  private readonly print: (finding: VerificationFinding) => void;

  constructor(print: (finding: VerificationFinding) => void = () => {}) {
    this.print = print;
  }

  good = (text: string) => this.add({ mark: "good", text });
  fault = (text: string) => this.add({ mark: "fault", text });
  note = (text: string) => this.add({ mark: "note", text });

  get faults(): number {
    return this.all.filter(({ mark }) => mark === "fault").length;
  }

  private add(finding: VerificationFinding) {
    this.all.push(finding);
    this.print(finding);
  }
}

const MARKS = { good: styleText("green", "✓"), fault: styleText("red", "✗"), note: styleText("yellow", "!") };

export const printFinding = ({ mark, text }: VerificationFinding) => process.stdout.write(`${MARKS[mark]} ${text}\n`);
