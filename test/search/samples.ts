import { env } from "cloudflare:test";
import order from "../../samples/index.json" with { type: "json" };
import { createContext } from "../../src/compose.ts";
import { publishReport } from "../../src/reports/publish/publish.ts";
import { fromBase64 } from "./real-reports.ts";

/** The demonstration reports, in the order in which `npm start` loads them. */
export async function publishSamples() {
  const ctx = createContext(env, { name: "测试", roles: ["publisher"] });
  for (const { file, bureau } of order as { file: string; bureau?: string }[])
    await publishReport(ctx, { bytes: fromBase64(env.SAMPLES[file] ?? ""), fileName: file, bureau });
}
