import { cancelSchedule, publishDraft, scheduleDraft } from "../../../src/drafts/publish-draft.ts";
import { addEdit, describeDraft, discardDraft } from "../../../src/drafts/edit-draft.ts";
import { type Preview, readPreview } from "../../../src/drafts/preview.ts";
import { uploadDraft } from "../../../src/drafts/upload.ts";
import type { Actor, Ctx } from "../../../src/ctx.ts";
import { beijingMinute } from "../../../src/day.ts";
import { revisionText } from "../../../src/ledger/revision-text.ts";
import { sha256Hex } from "../../../src/sha256.ts";
import type { Edit } from "../../../src/reports/desk/edit.ts";
import { Strand } from "../world.ts";
import { runCron } from "./jobs.ts";
import { choose, fileOf } from "./invented-report.ts";
import { ask, at, type Person, sleep } from "./people.ts";
import type { Random } from "../random.ts";
import { query, type Storage } from "../models/storage.ts";

const MINUTE = 60_000;
const DRAFTS = 12;

const CLERKS: Actor[] = [
  { name: "desk@example.gov.cn", roles: ["publisher"] },
  { name: "head@example.gov.cn", roles: ["admin"] },
];

/** A time set on the desk is kept only in the name of somebody who is registered. */
export async function registerClerks(storage: Storage) {
  const insert = "INSERT INTO staff (email, name, roles, created_at, updated_at) VALUES (?, ?, ?, '', '')";
  for (const { name, roles } of CLERKS) await query(storage, insert, name, name, JSON.stringify(roles));
}

export async function upload(person: Person) {
  const { system, action, activity } = person;
  const file = fileOf(choose(action.about, activity.random.below(DRAFTS)), activity.random.chance(0.3));
  system.journal.sources.set(file.sha256, file.source);
  const outcome = await ask(person, "upload", CLERKS[0] ?? null, (ctx) => uploadDraft(ctx, file));
  if (outcome.kind === "answered") system.journal.desk.push({ draft: outcome.value, action: "draft.uploaded" });
}

interface OnDesk {
  id: number;
  state: "open" | "scheduled";
}

const USUAL = {
  open: { edit: 3, describe: 0.5, publish: 4, schedule: 5, discard: 0.4, cancel: 0.1 },
  scheduled: { edit: 0.3, describe: 0, publish: 1, schedule: 1, discard: 0.2, cancel: 1 },
};

/** A clerk opens a draft, looks at it for a while, and acts on what it showed. */
export async function stepAtDesk(person: Person) {
  const { system, action, activity } = person;
  const { random } = activity;
  const onDesk = "SELECT id, state FROM drafts WHERE state IN ('open', 'scheduled') ORDER BY id";
  const draft = at(await query<OnDesk>(system.storage, onDesk), action.about);
  if (!draft) return upload(person);
  const clerk = random.pick(CLERKS);
  const seen = await ask(person, "preview", clerk, (ctx) => readPreview(ctx, draft.id));
  if (seen.kind !== "answered") return;
  await sleep(person, 100, random.chance(0.3) ? 10 * MINUTE : 3000);
  const step = (by: Person) => STEPS[random.weighted(USUAL[draft.state])](by, clerk, seen.value);
  if (random.chance(0.4)) atOnce(person, step);
  await step(person);
}

/** In another window, or by a second click. */
function atOnce(person: Person, script: (person: Person) => Promise<unknown>) {
  const other = { ...person, strand: new Strand(`${person.strand.name} again`) };
  person.system.world.start(other.strand, () => script(other));
}

type DeskStep = (person: Person, clerk: Actor, seen: Preview) => Promise<unknown>;

const STEPS: Record<keyof typeof USUAL.open, DeskStep> = {
  edit: async (person, clerk, seen) => {
    const edit = anEdit(person.activity.random, seen);
    if (edit) await act(person, clerk, seen, "draft.edited", (ctx, { id, version }) => addEdit(ctx, id, version, edit));
  },
  describe: (person, clerk, seen) =>
    act(person, clerk, seen, "draft.described", (ctx, { id, version }) =>
      describeDraft(ctx, id, version, { title: "", bureauName: "", bureau: "", year: "" }),
    ),
  discard: (person, clerk, seen) => act(person, clerk, seen, "draft.discarded", (ctx, { id }) => discardDraft(ctx, id)),
  cancel: (person, clerk, seen) =>
    act(person, clerk, seen, "draft.unscheduled", (ctx, { id }) => cancelSchedule(ctx, id)),
  publish: async (person, clerk, seen) => {
    const publication = await stated(person, seen, "now");
    const result = await act(person, clerk, seen, "draft.published", (ctx, { id }) =>
      publishDraft(ctx, id, publication),
    );
    if (result) person.system.journal.published.push(result);
  },
  schedule: async (person, clerk, seen) => {
    const publication = await stated(person, seen, "later");
    const { system, activity } = person;
    const time = beijingMinute(new Date(system.world.time + activity.random.between(2, 90) * MINUTE));
    await act(person, clerk, seen, "draft.scheduled", (ctx, { id }) => scheduleDraft(ctx, id, publication, time));
    if (activity.random.chance(0.6)) await trigger(person, Date.parse(`${time.replace(" ", "T")}+08:00`));
  },
};

/** The trigger comes when it is time, sometimes to two processes at once. */
async function trigger(person: Person, time: number) {
  const wait = time - person.system.world.time;
  await sleep(person, wait, wait + MINUTE);
  if (person.activity.random.chance(0.5)) atOnce(person, runCron);
  await runCron(person);
}

/** One try, since a second would meet another version; the answer is noted. */
async function act<T>(
  person: Person,
  clerk: Actor,
  { draft }: Preview,
  action: string,
  verb: (ctx: Ctx, draft: Preview["draft"]) => Promise<T>,
): Promise<T | null> {
  const outcome = await ask(person, action, clerk, (ctx) => verb(ctx, draft));
  if (outcome.kind !== "answered") return null;
  person.system.journal.desk.push({ draft: draft.id, action });
  return outcome.value;
}

/** The fields for publishing a draft as it was seen; the seen preview is noted. */
async function stated({ system, activity }: Person, seen: Preview, when: "now" | "later") {
  const { draft, digest, plan, parsed, sections } = seen;
  const number = plan?.number ?? 0;
  system.journal.seen.push({ draft: draft.id, number, text: sha256Hex(revisionText(parsed.title, sections)), when });
  const causes = await query<{ id: number }>(
    system.storage,
    `SELECT f.id FROM feedback f JOIN reports r ON r.id = f.report_id JOIN bureaus b ON b.id = r.bureau_id
     WHERE b.slug = ? AND r.year = ? AND f.kind <> 'denunciation' ORDER BY f.id`,
    plan?.bureau ?? "",
    seen.year ?? 0,
  );
  const cause = activity.random.chance(0.4) ? at(causes, activity.random.unit()) : undefined;
  const feedback = cause && number > 1 ? [cause.id] : [];
  const accept = seen.obstacles.map(({ code }) => code);
  return { note: "更正了几处数字。", feedback, accept, seen: { version: draft.version, number, digest } };
}

function anEdit(random: Random, { edited }: Preview): Edit | null {
  const section = random.pick(edited);
  const piece = section.pieces[0];
  if (!piece || random.chance(0.3)) return { op: "standard", at: section.id, standard: null };
  const { block } = piece;
  const offset = block.kind === "table" ? 0 : Math.floor(block.text.length / 2);
  return offset > 0 ? { op: "split", at: piece.id, offset } : { op: "level", at: section.id, depth: 2 };
}
