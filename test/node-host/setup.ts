import { env } from "cloudflare:workers";
import { forgetArchiveVersion } from "../../src/http/page-cache/archive-version.ts";
import { startAnew } from "./cloudflare-test.ts";

const shared = globalThis as typeof globalThis & { filesBefore?: number };
shared.filesBefore = (shared.filesBefore ?? 0) + 1;

// The process stays from file to file: pages kept for an archive before are never those of this one.
await startAnew();
await env.DB.prepare("UPDATE archive_state SET version = version + ?")
  .bind(shared.filesBefore * 1_000_000)
  .run();
forgetArchiveVersion();
