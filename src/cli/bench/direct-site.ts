import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { unstable_getMiniflareWorkerOptions, unstable_splitSqlQuery } from "wrangler";
import { EVERY_SCOPE, newBearerToken, tokenSql } from "../site/bearer-token.ts";
import { bundleReader } from "../local/bundle-reader.ts";
import { inProject, QUIET_WRANGLER } from "../command/project.ts";
import { runWrangler } from "../command/run-tool.ts";
import { publishSamples } from "../local/samples.ts";

export const HELLO = "/bench/hello";

/** Answers with the bytes and headers of the page whose path follows, without our Worker. */
export const SAME = "/bench/same";

const ENTRY = `import app from "./worker.js";
export { VisitorCounters } from "./worker.js";
const kept = new Map();
async function keep(request, env, ctx, pathname) {
  const page = await app.fetch(new Request(new URL(pathname.slice(${SAME.length}), request.url), request), env, ctx);
  const init = { headers: page.headers, encodeBody: "manual" };
  kept.set(pathname, { body: new Uint8Array(await page.arrayBuffer()), init });
  return new Response("kept");
}
export default { fetch(request, env, ctx) {
  const { pathname } = new URL(request.url);
  if (pathname === "${HELLO}") return new Response("hello, world");
  if (!pathname.startsWith("${SAME}")) return app.fetch(request, env, ctx);
  const same = kept.get(pathname);
  return same ? new Response(same.body, same.init) : keep(request, env, ctx, pathname);
} };`;

const BARE = 'export default { fetch() { return new Response("hello, world"); } };';

/** The bundle as deployed, with one route more, on a socket of workerd itself: no development proxy stands before it. */
export async function startDirectSite(settings: Record<string, string> = {}) {
  Object.assign(process.env, QUIET_WRANGLER);
  const folder = await mkdtemp(join(tmpdir(), "gongshi-direct-"));
  await runWrangler(["deploy", "--dry-run", "--outdir", folder]);
  const { miniflare, origin } = await startWorkerd(await readModules(folder), [await bundleReader()], settings);
  const db = await miniflare.getD1Database("DB");
  for (const name of (await readdir(inProject("migrations"))).toSorted())
    for (const statement of unstable_splitSqlQuery(await readFile(inProject("migrations", name), "utf8")))
      await db.prepare(statement).run();
  const token = newBearerToken();
  await db.prepare(tokenSql(token, "bench", EVERY_SCOPE, 1)).run();
  await publishSamples({ origin, token });
  const close = async () => {
    await miniflare.dispose();
    await rm(folder, { recursive: true, force: true });
  };
  return { origin, token, db, close };
}

type Modules = Awaited<ReturnType<typeof readModules>>;

async function startWorkerd(
  modules: Modules,
  others: Awaited<ReturnType<typeof bundleReader>>[],
  settings: Record<string, string> = {},
) {
  const { workerOptions } = unstable_getMiniflareWorkerOptions(inProject("wrangler.toml"));
  const { modulesRules: _, ...bindings } = workerOptions;
  const worker = {
    ...bindings,
    bindings: { ...(bindings.bindings as Record<string, string> | undefined), ...settings },
    name: "bench",
    modules,
    unsafeDirectSockets: [{ port: 0 }],
  };
  const miniflare = new Miniflare(convertV4MiniflareOptions({ cf: false, workers: [worker, ...others] }));
  await miniflare.ready;
  const { origin } = await miniflare.unsafeGetDirectURL("bench");
  return { miniflare, origin };
}

/** Milliseconds from nothing to the first answer of the hello-world route: of this Worker, and of one that has only it. */
export async function coldStarts(runs: number): Promise<{ ours: number[]; bare: number[] }> {
  Object.assign(process.env, QUIET_WRANGLER);
  const folder = await mkdtemp(join(tmpdir(), "gongshi-cold-"));
  await runWrangler(["deploy", "--dry-run", "--outdir", folder]);
  const modules = await readModules(folder);
  await rm(folder, { recursive: true, force: true });
  const others = [await bundleReader()];
  const took = async (of: Modules) => {
    const began = performance.now();
    const { miniflare, origin } = await startWorkerd(of, others);
    await (await fetch(origin + HELLO)).text();
    const ms = performance.now() - began;
    await miniflare.dispose();
    return ms;
  };
  const ours: number[] = [];
  const bare: number[] = [];
  for (let run = 0; run < runs; run++) {
    ours.push(await took(modules));
    bare.push(await took([{ type: "ESModule", path: "entry.mjs", contents: BARE }]));
  }
  return { ours, bare };
}

async function readModules(folder: string) {
  const names = (await readdir(folder)).filter((name) => !/\.map$|^README\.md$|^worker\.js$/.test(name));
  const texts = names.map(async (name) => ({
    type: "Text" as const,
    path: name,
    contents: await readFile(join(folder, name), "utf8"),
  }));
  const code = await readFile(join(folder, "worker.js"), "utf8");
  const modules: { type: "ESModule" | "Text"; path: string; contents: string }[] = [
    { type: "ESModule", path: "entry.mjs", contents: ENTRY },
    { type: "ESModule", path: "worker.js", contents: code },
    ...(await Promise.all(texts)),
  ];
  return modules;
}
