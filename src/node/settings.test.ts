import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { formatSigningKey } from "../ledger/log/keys.ts";
import { parseSettings, PASSED_ON } from "./settings.ts";
import { settingsWords as words } from "./settings-words.ts";

const PRODUCTION = {
  SITE_ORIGIN: "https://gongshi.example.cn/",
  LEDGER_KEY: await formatSigningKey("gongshi.example.cn/ledger", new Uint8Array(32).fill(7)),
  CONTACT_KEYS: `k1:${"A".repeat(43)}=`,
  ADMIN_EMAILS: "a@example.cn",
  OIDC_ISSUER: "https://login.example.cn",
  OIDC_CLIENT_ID: "gongshi",
  OIDC_CLIENT_SECRET: "secret",
  DATA_DIR: "/srv/gongshi",
};

const problemsOf = async (given: Record<string, string>) => {
  const parsed = await parseSettings(given);
  return "problems" in parsed ? parsed.problems : [];
};

test("without settings the site is one for this machine alone; with an origin it is a public one", async () => {
  expect(await parseSettings({})).toMatchObject({
    settings: { environment: "development", host: "127.0.0.1", port: 8787 },
  });
  expect(await parseSettings(PRODUCTION)).toMatchObject({
    settings: { environment: "production", siteOrigin: "https://gongshi.example.cn", s3: null },
  });
});

const SMTP = "smtps://name:pass@mail.example:465";
const FROM = "公示 <notice@gongshi.example.cn>";

test("mail by SMTP needs a server and a sender", async () => {
  expect(await parseSettings({ ...PRODUCTION, SMTP_URL: SMTP, MAIL_FROM: FROM })).toMatchObject({
    settings: { smtp: { url: SMTP, from: FROM } },
  });
});

test.each<[string, Record<string, string>, string[]]>([
  ["local sign-in on a public address", { HOST: "0.0.0.0" }, [words.developmentHost]],
  ["development under a public origin", { ...PRODUCTION, ENVIRONMENT: "development" }, [words.developmentOrigin]],
  ["an origin without TLS", { ...PRODUCTION, SITE_ORIGIN: "http://gongshi.example.cn" }, [words.siteOrigin]],
  ["an origin with a path", { ...PRODUCTION, SITE_ORIGIN: "https://gongshi.example.cn/x" }, [words.siteOrigin]],
  ["no keys", { ...PRODUCTION, LEDGER_KEY: "", CONTACT_KEYS: "k1:short" }, [words.ledgerKey, words.contactKeys]],
  ["a spoilt signing key", { ...PRODUCTION, LEDGER_KEY: PRODUCTION.LEDGER_KEY.slice(0, -6) }, [words.ledgerKey]],
  [
    "no way to sign in",
    { ...PRODUCTION, OIDC_ISSUER: "", OIDC_CLIENT_ID: "", OIDC_CLIENT_SECRET: "" },
    [words.noSignIn],
  ],
  ["an account and a provider", { ...PRODUCTION, STAFF_ACCOUNTS: "local" }, [words.manySignIns]],
  [
    "accounts that are none",
    { ...PRODUCTION, OIDC_ISSUER: "", OIDC_CLIENT_ID: "", OIDC_CLIENT_SECRET: "", STAFF_ACCOUNTS: "yes" },
    [words.staffAccounts],
  ],
  ["two ways to sign in", { ...PRODUCTION, ACCESS_TEAM_DOMAIN: "x", ACCESS_AUD: "y" }, [words.manySignIns]],
  [
    "half a provider",
    { ...PRODUCTION, OIDC_CLIENT_ID: "" },
    [words.goesWith("OIDC_ISSUER、OIDC_CLIENT_SECRET", "OIDC_CLIENT_ID")],
  ],
  [
    "a provider without TLS",
    { ...PRODUCTION, OIDC_ISSUER: "http://login.example.cn" },
    [words.httpsAddress("OIDC_ISSUER")],
  ],
  ["nobody who may sign in", { ...PRODUCTION, ADMIN_EMAILS: "" }, [words.adminEmails]],
  [
    "half of Turnstile",
    { ...PRODUCTION, TURNSTILE_SECRET: "x" },
    [words.goesWith("TURNSTILE_SECRET", "TURNSTILE_SITE_KEY")],
  ],
  [
    "Meilisearch without its address",
    { ...PRODUCTION, SEARCH_ENGINE: "meilisearch", MEILI_SEARCH_KEY: "a", MEILI_INDEX_KEY: "b" },
    [words.goesWith("SEARCH_ENGINE=meilisearch", "MEILI_URL")],
  ],
  ["Meilisearch that is not used", { ...PRODUCTION, MEILI_URL: "https://x" }, [words.idleMeilisearch]],
  ["a proxy that is none", { ...PRODUCTION, TRUSTED_PROXIES: "caddy" }, [words.proxies("caddy")]],
  ["a proxy before a local site", { TRUSTED_PROXIES: "10.0.0.1" }, [words.developmentProxies]],
  ["mail without a sender", { ...PRODUCTION, SMTP_URL: SMTP }, [words.goesWith("SMTP_URL", "MAIL_FROM")]],
  ["a sender without mail", { ...PRODUCTION, MAIL_FROM: FROM }, [words.goesWith("MAIL_FROM", "SMTP_URL")]],
  ["a sender that is none", { ...PRODUCTION, SMTP_URL: SMTP, MAIL_FROM: "公示" }, [words.mailFrom]],
  ["a mail server that is none", { ...PRODUCTION, SMTP_URL: "https://mail.example", MAIL_FROM: FROM }, [words.smtp]],
  [
    "half of a mail API",
    { ...PRODUCTION, MAIL_API_URL: "https://mail.example", MAIL_FROM: FROM },
    [words.goesWith("MAIL_API_URL", "MAIL_API_TOKEN")],
  ],
  [
    "two ways to send mail",
    { ...PRODUCTION, SMTP_URL: SMTP, MAIL_API_URL: "https://mail.example", MAIL_API_TOKEN: "t", MAIL_FROM: FROM },
    [words.twoMailers],
  ],
  ["a hub without TLS", { ...PRODUCTION, WEBSUB_HUB: "http://hub.example/" }, [words.hub]],
  ["a group elsewhere", { ...PRODUCTION, CHAT_WEBHOOKS: "https://10.0.0.1/robot/send" }, [words.chats]],
  ["a port that is none", { PORT: "99999" }, [words.port]],
  ["an unknown environment", { ENVIRONMENT: "staging" }, [words.environment, words.developmentHost].slice(0, 1)],
])("%s stops the start with one line each", async (_, given, problems) => {
  expect(await problemsOf(given)).toEqual(problems);
});

test("an S3 store is told whole or not at all", async () => {
  const problems = await problemsOf({ ...PRODUCTION, S3_ENDPOINT: "https://s3.example.cn/bucket" });
  expect(problems).toHaveLength(5);
  expect(problems).toContain(words.s3Endpoint);
});

test("every setting that the Worker knows is handed on", async () => {
  const declared = readFileSync(join(import.meta.dirname, "../declarations/settings.d.ts"), "utf8");
  const names = Array.from(declared.matchAll(/^ {2}([A-Z][A-Z_]+)\??:/gm), ([, name = ""]) => name);
  const left = ["DB_REPLICAS", "DEVELOPMENT_ORIGIN", "MAILER"];
  expect(names.filter((name) => !left.includes(name) && !(PASSED_ON as readonly string[]).includes(name))).toEqual([]);
});
