import type { Actor, Ctx } from "./ctx.ts";
import { openDatabase } from "./db/client.ts";
import { openReplicated } from "./db/replicas.ts";
import { countersOf } from "./feedback/guard/counters.ts";
import { turnstileOf } from "./feedback/guard/turnstile.ts";
import { mailerOf } from "./follow/api-mailer.ts";
import { outletsOf } from "./follow/outlets.ts";
import { remoteCleaner, remoteReader, remoteTextReader } from "./ingest/remote-reader.ts";
import { outsideIndexOf } from "./search/indexing/outside-index.ts";
import { parseWitnesses } from "./ledger/witness/witnesses.ts";
import { glyphFiles } from "./reports/card/glyph-files.ts";
import { searchEngineOf } from "./search/search-engine-of.ts";

export function createContext(env: Env, actor: Actor | null = null): Ctx {
  const turnstile = turnstileOf(env);
  const index = outsideIndexOf(env);
  const mail = mailerOf(env);
  return {
    db: env.DB_REPLICAS === "on" ? openReplicated(env.DB) : openDatabase(env.DB),
    files: env.FILES,
    search: searchEngineOf(env),
    readFile: remoteReader(env.READER),
    readText: remoteTextReader(env.READER),
    cleanFile: remoteCleaner(env.READER),
    ...(index ? { index } : {}),
    ...(env.QUEUE ? { queue: env.QUEUE } : {}),
    now: () => new Date(),
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    pause: (ms) => new Promise((done) => setTimeout(done, ms)),
    glyphs: glyphFiles(env.ASSETS),
    counters: countersOf(env),
    outlets: outletsOf(env),
    witnesses: parseWitnesses(env.WITNESSES).witnesses,
    actor,
    environment: env.ENVIRONMENT,
    onCloudflare: typeof navigator !== "undefined" && navigator.userAgent === "Cloudflare-Workers",
    ...(env.DATA_LICENCE ? { dataLicence: env.DATA_LICENCE } : {}),
    ...(env.SITE_SPONSOR ? { publisher: env.SITE_SPONSOR } : {}),
    ...(env.SITE_ORIGIN ? { siteOrigin: env.SITE_ORIGIN } : {}),
    ...(env.LEDGER_KEY ? { ledgerKey: env.LEDGER_KEY } : {}),
    ...(env.CONTACT_KEYS ? { contactKeys: env.CONTACT_KEYS } : {}),
    ...(env.ENVIRONMENT === "development" && env.FORM_READING_MS ? { formReadingMs: Number(env.FORM_READING_MS) } : {}),
    ...(mail ? { mail } : {}),
    ...(turnstile ? { turnstile } : {}),
  };
}
