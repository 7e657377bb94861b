import { readFile } from "node:fs/promises";
import { inProject } from "../command/project.ts";
import { publishFile } from "../site/publish-client.ts";
import type { Site } from "../site/site.ts";

interface Sample {
  file: string;
  /** The slug of a bureau that should not get a derived one. */
  bureau?: string;
  note?: string;
}

export const readSamples = async () => JSON.parse(await readFile(inProject("samples/index.json"), "utf8")) as Sample[];

/** Publishes the demonstration reports from number `from` on, in order; a refusal is a fault of ours and throws. */
export async function publishSamples(site: Site, from = 0, onDone?: (done: number, all: number) => unknown) {
  const samples = await readSamples();
  for (const [at, sample] of samples.entries()) {
    if (at < from) continue;
    const bytes = new Uint8Array(await readFile(inProject("samples", sample.file)));
    const answer = await publishFile(site, {
      fileName: sample.file,
      bytes,
      bureau: sample.bureau,
      note: sample.note,
      accept: ["bureau-new"],
    });
    if (answer.outcome === "refused") throw new Error(`演示报告 ${sample.file} 未能发布：${answer.detail}`);
    await onDone?.(at + 1, samples.length);
  }
}
