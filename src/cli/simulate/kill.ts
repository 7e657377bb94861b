import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { EVERY_SCOPE, newBearerToken, tokenSql } from "../site/bearer-token.ts";
import type { Archive } from "../../doctor/archive.ts";
import { checkIndex } from "../doctor/check-index.ts";
import { checkLedger } from "../../doctor/check-ledger.ts";
import { checkRevisions } from "../doctor/check-revisions.ts";
import { checkStanding } from "../../doctor/check-standing.ts";
import { lookUpReceipt, newLetter, newReport, sendLetter, sendReport, type SentRequest } from "./client.ts";
import { type HostName, killedHost, type KilledHost } from "./killed-hosts.ts";

export interface KillTally {
  kills: number;
  /** Requests that were under way when the site died. */
  cutOff: number;
  letters: number;
  reports: number;
  /** Letters and reports that were stored without an answer. */
  unanswered: number;
  /** Originals without a revision, which a crash between the two may leave. */
  orphans: number;
  wrong: string[];
}

const CLIENTS = 6;
const LONGEST_LIFE_MS = 20_000;
const ORPHAN = /没有哪一版用到它/;

/**
 * Runs the site as processes of its own, with people publishing and writing letters at once, and kills it with SIGKILL in the
 * middle of it, so many times; each time it starts again on the stored data. Then every acknowledged write must be there.
 */
export async function killUnderLoad(
  kills: number,
  hostName: HostName,
  port: number,
  say: (line: string) => void,
): Promise<KillTally> {
  const host = killedHost(hostName, port);
  const state = await mkdtemp(join(tmpdir(), "gongshi-kill-"));
  const site = { origin: `http://127.0.0.1:${port}`, token: newBearerToken() };
  const sent: SentRequest = { letters: [], reports: [], odd: [] };
  try {
    await host.prepare(state);
    await inArchive(host, state, (archive) =>
      archive.write([[tokenSql(site.token, "测试", EVERY_SCOPE, 1).replace(/;\s*$/, "")]]),
    );
    let cutOff = 0;
    for (let life = 1; life <= kills; life += 1) {
      cutOff += await liveAndDie(site, host, state, sent);
      say(
        `kill ${life} of ${kills}: ${answered(sent.letters)} letters and ${answered(sent.reports)} reports answered so far`,
      );
      await inArchive(host, state, letTimePass);
    }
    const acknowledged = { letters: answered(sent.letters), reports: answered(sent.reports) };
    const stored = await inArchive(host, state, countStored);
    const unanswered = stored - acknowledged.letters - acknowledged.reports;
    const wrong = await askEverythingAgain(site, host, state, sent);
    const found = await inArchive(host, state, (archive) => examine(archive, sent));
    return { kills, cutOff, ...acknowledged, unanswered, orphans: found.orphans, wrong: [...wrong, ...found.wrong] };
  } finally {
    await rm(state, { recursive: true, force: true });
  }
}

const answered = (list: readonly { answer?: unknown }[]) => list.filter(({ answer }) => answer !== undefined).length;

async function inArchive<T>(host: KilledHost, state: string, use: (archive: Archive) => Promise<T>): Promise<T> {
  const archive = await host.open(state);
  try {
    return await use(archive);
  } finally {
    await archive.close();
  }
}

async function countStored(archive: Archive): Promise<number> {
  const [row] = await archive.query<{ n: number }>(
    "SELECT (SELECT count(*) FROM feedback) + (SELECT count(*) FROM revisions) AS n",
  );
  return row?.n ?? 0;
}

/** A request that a kill cut off holds its key for a minute. */
const letTimePass = (archive: Archive) =>
  archive.write([
    ["UPDATE feedback_idempotency SET claimed_at = '2000-01-01T00:00:00.000Z' WHERE feedback_id IS NULL"],
  ]);

async function liveAndDie(site: { origin: string; token: string }, host: KilledHost, state: string, sent: SentRequest) {
  const server = await host.start(state);
  let isUp = true;
  let cutOff = 0;
  const client = async (number: number) => {
    for (let round = 0; isUp; round += 1) {
      const isReport = (number + round) % 3 === 0;
      const item = isReport ? newReport(sent.reports.length) : newLetter(sent.letters.length);
      if ("key" in item) sent.letters.push(item);
      else sent.reports.push(item);
      const got = "key" in item ? await sendLetter(site, item, sent) : await sendReport(site, item, sent);
      if (!got) cutOff += 1;
    }
  };
  const clients = Array.from({ length: CLIENTS }, (_, number) => client(number));
  const soFar = () => answered(sent.letters) + answered(sent.reports);
  const wanted = soFar() + 10 + Math.floor(Math.random() * 30);
  for (let waited = 0; soFar() < wanted && waited < LONGEST_LIFE_MS; waited += 20) await sleep(20);
  await server.kill();
  isUp = false;
  await Promise.all(clients);
  return cutOff;
}

/** The site once more, in peace: whoever got an answer gets the same, whoever got none gets one, and receipts open. */
async function askEverythingAgain(
  site: { origin: string; token: string },
  host: KilledHost,
  state: string,
  sent: SentRequest,
) {
  const server = await host.start(state);
  const wrong = sent.odd.filter((line) => !line.startsWith("429"));
  const again: SentRequest = { letters: [], reports: [], odd: [] };
  try {
    for (const letter of sent.letters) if (!(await sendLetter(site, letter, again))) wrong.push("no answer in peace");
    for (const report of sent.reports) if (!(await sendReport(site, report, again))) wrong.push("no answer in peace");
    for (const { answer } of sent.letters) {
      const found = answer && (await lookUpReceipt(site, answer.receipt));
      if (answer && found?.status !== 200 && found?.status !== 429)
        wrong.push(`receipt of ${answer.id}: ${found?.status}`);
      if (found?.status === 200 && found.body.id !== answer?.id) wrong.push(`receipt of ${answer?.id} opened another`);
    }
  } finally {
    await server.kill();
  }
  return [...wrong, ...again.odd.filter((line) => !line.startsWith("429"))];
}

async function examine(archive: Archive, sent: SentRequest) {
  const wrong: string[] = [];
  let orphans = 0;
  for (const check of [checkLedger, checkRevisions, checkStanding, checkIndex])
    for (const { where, what } of await check(archive)) {
      if (ORPHAN.test(what)) orphans += 1;
      else wrong.push(`${where}: ${what}`);
    }
  const letters = await archive.query<{ id: number; text: string; steps: number; audits: number; told: number }>(
    `SELECT id, text, (SELECT count(*) FROM feedback_history WHERE feedback_id = f.id) AS steps,
       (SELECT count(*) FROM audit_log WHERE subject = '/feedback/' || f.id AND action = 'feedback.submit') AS audits,
       (SELECT count(*) FROM outbox WHERE payload ->> 'event' = 'feedback.received') AS told FROM feedback f`,
  );
  for (const { id, steps, audits, told } of letters)
    if (steps !== 1 || audits !== 1 || told !== letters.length) wrong.push(`feedback ${id} is torn`);
  const revisions = await archive.query<{ sha256: string }>("SELECT file_sha256 AS sha256 FROM revisions");
  for (const { text, answer } of sent.letters)
    if (answer && letters.filter((row) => row.text === text && row.id === answer.id).length !== 1)
      wrong.push(`lost: ${text}`);
  if (new Set(letters.map(({ text }) => text)).size !== letters.length) wrong.push("a letter was stored twice");
  for (const { sha256, answer } of sent.reports)
    if (answer && !revisions.some((row) => row.sha256 === sha256)) wrong.push(`lost: ${answer.bureau} ${answer.year}`);
  return { wrong, orphans };
}
