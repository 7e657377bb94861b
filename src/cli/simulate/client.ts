import { setTimeout as sleep } from "node:timers/promises";
import { sha256Hex } from "../../sha256.ts";

export interface SimulatedLetter {
  key: string;
  text: string;
  /** The answer; absent while nobody knows. */
  answer?: { id: number; receipt: string };
}

export interface Report {
  sha256: string;
  bytes: Uint8Array<ArrayBuffer>;
  answer?: { bureau: string; year: number; revision: number };
}

/** Everything that was sent over all lives of the site. */
export interface SentRequest {
  letters: SimulatedLetter[];
  reports: Report[];
  /** Answers that said neither yes nor no: [status, detail]. */
  odd: string[];
}

interface Site {
  origin: string;
  token: string;
}

const PATIENCE_MS = 20_000;

export function newLetter(number: number): SimulatedLetter {
  return { key: `kill-${number}-${crypto.randomUUID()}`, text: `第${number}封来信：这里的数字前后不一致，请核对。` };
}

export function newReport(number: number): Report {
  const bureaus = ["东湖", "西山", "南桥", "北岭"];
  const text = `示例市${bureaus[number % bureaus.length]}电信局
${2018 + (number % 5)}年度社会责任报告

一、公开陈述

本报告内容真实，演示数据，内容均为虚构。第${number}稿。

二、社会责任履行情况

${Array.from({ length: 5 }, (_, at) => `${at + 1}、第${at + 1}项工作\n\n全年完成${number * 7 + at}次。`).join("\n\n")}
`;
  const bytes = new TextEncoder().encode(text);
  return { bytes, sha256: sha256Hex(bytes) };
}

/** Sends it once; true if the site answered at all. A repeated answer that differs is odd. */
export async function sendLetter(site: Site, letter: SimulatedLetter, sent: SentRequest): Promise<boolean> {
  const response = await post(site, "/api/v1/feedback", {
    headers: { "content-type": "application/json", "idempotency-key": letter.key },
    body: JSON.stringify({ kind: "error", text: letter.text }),
  });
  if (!response) return false;
  if (response.status !== 201) return odd(sent, `${response.status} to a letter: ${String(response.body["detail"])}`);
  const { id, receipt } = response.body as unknown as { id: number; receipt: string };
  if (letter.answer && (letter.answer.id !== id || letter.answer.receipt !== receipt))
    odd(sent, `letter ${letter.answer.id} was answered again as ${id}`);
  letter.answer ??= { id, receipt };
  return true;
}

export async function sendReport(site: Site, report: Report, sent: SentRequest): Promise<boolean> {
  const form = new FormData();
  form.set("file", new File([report.bytes], "报告.txt"));
  form.set("accept", "bureau-new");
  const response = await post(site, "/api/v1/reports", {
    headers: { authorization: `Bearer ${site.token}` },
    body: form,
  });
  if (!response) return false;
  if (response.status >= 300) return odd(sent, `${response.status} to a report: ${String(response.body["detail"])}`);
  const { bureau, year, revision } = response.body as unknown as { bureau: string; year: number; revision: number };
  report.answer ??= { bureau, year, revision };
  return true;
}

export const lookUpReceipt = (site: Site, receipt: string) =>
  post(site, "/api/v1/feedback/lookup", {
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ receipt }),
  });

function odd(sent: SentRequest, what: string): true {
  sent.odd.push(what);
  return true;
}

async function post({ origin }: Site, path: string, init: RequestInit) {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(new URL(path, origin), { ...init, method: "POST", signal });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  } catch {
    await sleep(20);
    return null;
  }
}
