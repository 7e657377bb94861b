import type { AttachmentFile } from "../../../src/feedback/private/attachment.ts";
import { addSupplement, rateAnswer, reopenFeedback, withdrawConsent } from "../../../src/feedback/author/author.ts";
import { lookupByReceipt } from "../../../src/feedback/author/lookup.ts";
import { toReceipt } from "../../../src/feedback/private/receipt.ts";
import { parseSubmission, type RawSubmission, type Submission } from "../../../src/feedback/submission.ts";
import { submitFeedback, type SubmissionResult } from "../../../src/feedback/submit/submit.ts";
import type { Feedback } from "../../../src/feedback/store.ts";
import type { Letter } from "../journal.ts";
import { ask, at, insist, type Person, sleep } from "./people.ts";
import { query, type Storage } from "../models/storage.ts";
import type { Outcome } from "../system.ts";
import { Strand } from "../world.ts";

const KINDS = { question: 3, error: 4, suggestion: 2, complaint: 2, denunciation: 1, praise: 1 };
export const IN_FLIGHT = "正在提交";

export async function submit(person: Person) {
  const { system, activity } = person;
  const { random } = activity;
  const letter = await write(person);
  system.journal.letters.push(letter);
  const twice = letter.key !== null && random.chance(0.25);
  if (twice) {
    const strand = new Strand(`${person.strand.name} again`);
    system.world.start(strand, () => send({ ...person, strand }, letter));
  }
  await send(person, letter);
  if (letter.key !== null && letter.answer && random.chance(0.3)) {
    await sleep(person, 1000, 120_000);
    await send(person, letter);
  }
}

async function write({ system, action, activity }: Person): Promise<Letter> {
  const { random } = activity;
  const mark = `来信${action.id}号`;
  const place = random.chance(0.8) ? await somewhere(system.storage, random.unit(), random.chance(0.5)) : {};
  const submission = valid({
    kind: random.weighted(KINDS),
    text: `${mark}：这里的数字前后不一致，请核对。`,
    publish: random.chance(0.6),
    ...(random.chance(0.3) ? { contact: "13800000000" } : {}),
    ...place,
  });
  const key = random.chance(0.85) ? `key-of-letter-${action.id}-0123456789` : null;
  return { mark, submission, key, address: `198.51.100.${action.id}`, begunAt: system.world.time };
}

/** A report, and perhaps a passage of it, as somebody would have it before their eyes. */
async function somewhere(storage: Storage, share: number, pinned: boolean): Promise<RawSubmission> {
  const passages = await query<{ bureau: string; year: number; revision: number; section: string; blocks: string }>(
    storage,
    `SELECT b.slug AS bureau, r.year, v.number AS revision, s.slug AS section, s.blocks
     FROM reports r JOIN bureaus b ON b.id = r.bureau_id JOIN revisions v ON v.report_id = r.id
       JOIN sections s ON s.revision_id = v.id AND s.blocks <> '[]'
     WHERE r.status = 'published' ORDER BY s.id`,
  );
  const passage = at(passages, share);
  if (!passage) return {};
  const { bureau, year, revision, section, blocks } = passage;
  const [first] = JSON.parse(blocks) as { anchor: string }[];
  return { bureau, year, ...(pinned ? { revision, section, anchor: first?.anchor } : {}) };
}

function valid(raw: RawSubmission): Submission {
  const parsed = parseSubmission(raw);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.value;
}

export const post = (person: Person, letter: Letter): Promise<Outcome<SubmissionResult>> => {
  const by = { address: letter.address, idempotencyKey: letter.key };
  return ask(person, "submit", null, (ctx) => submitFeedback(ctx, letter.submission, filesOf(letter), by));
};

/** Every fifth letter has a picture with it. */
const filesOf = ({ mark }: Letter): AttachmentFile[] =>
  Number(/\d+/.exec(mark)?.[0]) % 5 === 0 ? [{ name: "照片.png", bytes: PICTURE }] : [];
const PICTURE = Uint8Array.from(
  atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="),
  (char) => char.codePointAt(0) ?? 0,
);

/** Sends it until there is an answer; without a key only once, since a second try might be a second letter. */
async function send(person: Person, letter: Letter) {
  const tries = letter.key === null ? 1 : 6;
  for (let left = tries; left > 0; left -= 1) {
    const outcome = await insist(person, left, () => post(person, letter));
    if (outcome?.kind === "answered") return note(person, letter, outcome.value);
    if (outcome?.kind === "refused" && !outcome.error.message.includes(IN_FLIGHT))
      return refuse(person, letter, outcome.error.message);
    await sleep(person, 1000, 40_000);
  }
}

export function note({ system, action }: Person, letter: Letter, { id, receipt, due }: SubmissionResult) {
  const before = letter.answer;
  letter.answer ??= { id, receipt, due };
  if (before && (before.id !== id || before.receipt !== receipt || before.due !== due))
    system.journal.wrong.push(`letter ${action.id}: a repeated request was answered ${id}, before it was ${before.id}`);
}

export function refuse({ system, action }: Person, letter: Letter, message: string) {
  letter.refused = message;
  if (letter.answer) system.journal.wrong.push(`letter ${action.id}: a repeated request was refused: ${message}`);
}

const answered = (person: Person) => person.system.journal.letters.filter((letter) => letter.answer);

export async function lookUp(person: Person) {
  const letter = at(answered(person), person.action.about);
  if (!letter?.answer) return;
  const { id, receipt } = letter.answer;
  const outcome = await ask(person, "look up", null, (ctx) => lookupByReceipt(ctx, receipt, letter.address));
  const { wrong } = person.system.journal;
  if (outcome.kind === "refused" && outcome.error.code !== "limited")
    wrong.push(`the receipt of feedback ${id} was refused: ${outcome.error.message}`);
  if (outcome.kind === "answered" && outcome.value.feedback.id !== id)
    wrong.push(`the receipt of feedback ${id} opened feedback ${outcome.value.feedback.id}`);
}

/** Tries a receipt that nobody was given. */
export async function guess(person: Person) {
  const receipt = toReceipt(person.activity.random.bytes(18));
  const outcome = await ask(person, "guess", null, (ctx) => lookupByReceipt(ctx, receipt, "203.0.113.9"));
  if (outcome.kind === "answered")
    person.system.journal.wrong.push("a receipt that nobody was given opened a feedback");
}

export async function stepOfAuthor(person: Person) {
  const { system, action, activity } = person;
  const letter = at(answered(person), action.about);
  if (!letter?.answer) return;
  const { id, receipt } = letter.answer;
  const text = `补充说明${action.id}号：请一并核对上一年度。`;
  const event = activity.random.weighted({ supplement: 4, rate: 3, reopen: 2, withdrawConsent: 1 });
  const { address } = letter;
  const outcome = await ask<Feedback>(person, event, null, (ctx) => {
    if (event === "supplement") return addSupplement(ctx, receipt, text, address);
    if (event === "rate") return rateAnswer(ctx, receipt, { rating: "satisfied", reason: "" }, address);
    return event === "reopen" ? reopenFeedback(ctx, receipt, text, address) : withdrawConsent(ctx, receipt, address);
  });
  if (outcome.kind !== "answered") return;
  system.journal.steps.push({ feedback: id, seq: outcome.value.seq, event });
  if (event === "supplement" || event === "reopen")
    system.journal.words.push({ table: "feedback_supplements", feedback: id, text });
}
