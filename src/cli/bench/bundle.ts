import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GZIP_LIMIT, measureBundle } from "../check/bundle.ts";
import { runWrangler } from "../command/run-tool.ts";
import { coldStarts } from "./direct-site.ts";
import { percentile } from "./load.ts";
import { type BenchRow, roundedTo } from "./table.ts";

const RUNS = 3;

/** Size of the bundle as deployed, how long workerd works on evaluating it (its own CPU profile), and a cold start beside a bare one's. */
export async function benchBundle(): Promise<BenchRow[]> {
  const { bytes, gzip } = await measureBundle();
  const folder = await mkdtemp(join(tmpdir(), "gongshi-startup-"));
  const spans: number[] = [];
  try {
    for (let run = 0; run < RUNS; run++) spans.push(await startUp(join(folder, `${run}.cpuprofile`)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const { ours, bare } = await coldStarts(RUNS);
  const median = (values: number[]) => roundedTo(percentile(values, 0.5));
  return [
    { what: "bundle, bytes", value: bytes, limit: "" },
    { what: "bundle, gzip bytes", value: gzip, limit: `${GZIP_LIMIT}` },
    { what: `start-up, ms, median of ${RUNS}`, value: median(spans), limit: "200" },
    { what: "new workerd to first answer, ms", value: median(ours), limit: "" },
    { what: "the same of a Worker of one line, ms", value: median(bare), limit: "" },
  ];
}

interface Profile {
  nodes: { id: number; callFrame: { functionName: string } }[];
  samples: number[];
  /** Microseconds before each sample. */
  timeDeltas: number[];
}

/** Milliseconds in which workerd was at work: its profile begins and ends with waiting. */
async function startUp(file: string): Promise<number> {
  await runWrangler(["check", "startup", "--outfile", file]);
  const { nodes, samples, timeDeltas } = JSON.parse(await readFile(file, "utf8")) as Profile;
  const idle = new Set(nodes.filter(({ callFrame }) => callFrame.functionName === "(idle)").map(({ id }) => id));
  const active = timeDeltas.filter((_, at) => !idle.has(samples[at] ?? 0));
  return active.reduce((sum, delta) => sum + delta, 0) / 1000;
}
