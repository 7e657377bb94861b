import type { Attack, AttackTarget } from "./target.ts";

interface Grown {
  what: string;
  /** The length of the first size; each further one is twice as long. */
  length: number;
  send: (target: AttackTarget, text: string) => Promise<Response>;
  unit: string;
}

const json =
  (path: string, body: (text: string) => object): Grown["send"] =>
  ({ ask }, text) =>
    ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body(text)) });

const report: Grown["send"] = ({ ask, tokens, year }, text) => {
  const form = new FormData();
  form.append("file", new File([`示例市东湖局${year}年度社会责任报告\n\n一、概况\n\n${text}`], "a.txt"));
  return ask("/api/v1/reports?dry_run=1", {
    method: "POST",
    headers: { Authorization: `Bearer ${tokens["publish"] ?? ""}` },
    body: form,
  });
};

/** Text that has made rules slow elsewhere: what almost matches, over and over. */
const GROWN: readonly Grown[] = [
  {
    what: "search: one character",
    unit: "的",
    length: 200,
    send: ({ ask }, text) => ask(`/search?q=${encodeURIComponent(text)}`),
  },
  {
    what: "search: open quotations",
    unit: "“a -",
    length: 60,
    send: ({ ask }, text) => ask(`/search?q=${encodeURIComponent(text)}`),
  },
  {
    what: "feedback: blanks",
    unit: " \u3000",
    length: 2000,
    send: json("/api/v1/feedback", (text) => ({ kind: "error", text })),
  },
  {
    what: "look-up: a long code",
    unit: "7K3M-",
    length: 400,
    send: json("/api/v1/feedback/lookup", (receipt) => ({ receipt })),
  },
  { what: "reading: numbers", unit: "1.", length: 8000, send: report },
  { what: "reading: figures that almost add up", unit: "其中12人占3%，", length: 2000, send: report },
  { what: "reading: headings", unit: "一、\n", length: 3000, send: report },
  { what: "reading: asterisks", unit: "**a", length: 6000, send: report },
];

const TRIES = 3;
/** Four times the text may take this much longer before it counts as more than in proportion (16 is quadratic); below the floor nothing is told. */
const MOST_GROWTH = 11;
const FLOOR_MS = 60;

/** The shortest of some tries: what else the machine does only adds. */
async function fastest(target: AttackTarget, { send }: Grown, text: string): Promise<{ ms: number; status: number }> {
  let ms = Number.POSITIVE_INFINITY;
  let status = 0;
  for (let at = 0; at < TRIES; at += 1) {
    const began = performance.now();
    const answer = await send(target, text);
    await answer.text();
    ms = Math.min(ms, performance.now() - began);
    status = answer.status;
  }
  return { ms, status };
}

/** Doubles a text and looks whether the time more than doubles with it. */
export const growth: Attack = async (target, { doublings, times: judged }) => {
  const found: string[] = [];
  const facts: string[] = [];
  let tried = 0;
  for (const grown of GROWN) {
    const times: number[] = [];
    for (let at = 0; at <= doublings; at += 1) {
      const { ms, status } = await fastest(
        target,
        grown,
        grown.unit.repeat((grown.length / grown.unit.length) * 2 ** at),
      );
      tried += TRIES;
      times.push(ms);
      if (status >= 500 && status !== 503) found.push(`${grown.what}: ${status}`);
    }
    const grows = () => (times.at(-1) ?? 0) > FLOOR_MS && (times.at(-1) ?? 0) / (times.at(-3) ?? 1) > MOST_GROWTH;
    // Once more before it is told: on a busy machine all tries of one length may have had to wait.
    if (judged && grows()) {
      const text = grown.unit.repeat((grown.length / grown.unit.length) * 2 ** doublings);
      times[doublings] = Math.min(times[doublings] ?? 0, (await fastest(target, grown, text)).ms);
    }
    facts.push(`${grown.what}: ${times.map((ms) => `${ms.toFixed(0)} ms`).join(", ")}`);
    if (judged && grows()) found.push(`${grown.what} grows faster than its text: ${facts.at(-1)}`);
  }
  return { name: "growth with the length of a text", tried, found, facts };
};
