import { lastCheckpoint, sealLedger } from "../../../src/ledger/seal.ts";
import { publishReport } from "../../../src/reports/publish/publish.ts";
import { changeBureau } from "../../../src/reports/publish/rename.ts";
import { restoreReport, withdrawReport } from "../../../src/reports/publish/withdraw.ts";
import { choose, fileOf } from "./invented-report.ts";
import { ask, at, insist, type Person, publisher, sleep } from "./people.ts";
import { seek } from "./readers.ts";
import { query } from "../models/storage.ts";

const DRAFTS = 12;

/** The same few drafts come again and again: some are the next revision, some were published before. */
export async function publish(person: Person) {
  const { system, action, activity } = person;
  const { bytes, fileName, sha256, source } = fileOf(
    choose(action.about, activity.random.below(DRAFTS)),
    activity.random.chance(0.15),
  );
  system.journal.sources.set(sha256, source);
  const input = { bytes, fileName, note: fileName };
  const outcome = await insist(person, 5, () => ask(person, "publish", publisher, (ctx) => publishReport(ctx, input)));
  if (outcome?.kind !== "answered") return;
  system.journal.published.push(outcome.value);
  if (activity.random.chance(0.2)) await lookForIt(person);
}

/** Looks for the newest, while the index outside takes it up. */
async function lookForIt(person: Person) {
  const newest = { ...person, action: { ...person.action, about: 0.999 } };
  for (let look = 0; look < 2; look += 1) {
    await sleep(person, 20, 3000);
    await seek(newest);
  }
}

interface Standing {
  slug: string;
  year: number;
}

async function changeStanding(person: Person, to: "withdrawn" | "published") {
  const { system, action } = person;
  const reports = await query<Standing>(
    system.storage,
    "SELECT b.slug, r.year FROM reports r JOIN bureaus b ON b.id = r.bureau_id WHERE r.status <> ? ORDER BY r.id",
    to,
  );
  const report = at(reports, action.about);
  if (!report) return;
  const { slug, year } = report;
  const outcome = await insist(person, 3, () =>
    ask(person, to === "withdrawn" ? "withdraw" : "restore", publisher, (ctx) =>
      to === "withdrawn" ? withdrawReport(ctx, slug, year, "数据有误，核对后再公布。") : restoreReport(ctx, slug, year),
    ),
  );
  if (outcome?.kind === "answered") system.journal.standings.push(outcome.value);
}

export const withdraw = (person: Person) => changeStanding(person, "withdrawn");
export const restore = (person: Person) => changeStanding(person, "published");

export async function rename(person: Person) {
  const { system, action, activity } = person;
  const bureaus = await query<{ slug: string }>(system.storage, "SELECT slug FROM bureaus ORDER BY id");
  const bureau = at(bureaus, action.about);
  if (!bureau) return;
  const slug = `${bureau.slug.replace(/-x\d+$/, "")}-x${activity.random.below(9)}`;
  const outcome = await ask(person, "rename", publisher, (ctx) => changeBureau(ctx, bureau.slug, { slug }));
  if (outcome.kind === "answered") system.journal.renamed.push({ from: bureau.slug, to: slug });
}

/** Somebody who follows the ledger: the site must keep to each signed checkpoint. */
export async function followLedger(person: Person) {
  const { journal } = person.system;
  for (let visit = 0; visit < 2; visit += 1) {
    const outcome = await ask(person, "checkpoint", null, (ctx) => sealLedger(ctx));
    if (outcome.kind === "answered") journal.checkpoints.push(outcome.value.note);
    const kept = await ask(person, "last checkpoint", null, (ctx) => lastCheckpoint(ctx));
    if (kept.kind === "answered" && kept.value) journal.checkpoints.push(kept.value.note);
    await sleep(person, 10, 2000);
  }
}
