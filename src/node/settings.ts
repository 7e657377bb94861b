import type { BlockList } from "node:net";
import { parseContactKeys } from "../feedback/private/contact.ts";
import { hubOf, parseChatHook } from "../follow/outlets.ts";
import { parseSigningKey } from "../ledger/log/keys.ts";
import type { S3Settings } from "./files/s3-bucket.ts";
import { smtpFault } from "./mail/smtp-mailer.ts";
import { settingsWords as words } from "./settings-words.ts";
import { proxiesOf } from "./visitor-address.ts";

type Given = Readonly<Record<string, string | undefined>>;

/** Settings that the Worker's code reads as they stand. */
export const PASSED_ON = [
  "ACCESS_TEAM_DOMAIN",
  "ACCESS_AUD",
  "OIDC_ISSUER",
  "OIDC_CLIENT_ID",
  "OIDC_CLIENT_SECRET",
  "STAFF_ACCOUNTS",
  "STAFF_TOKEN_ISSUER",
  "STAFF_TOKEN_AUDIENCE",
  "STAFF_TOKEN_JWKS",
  "STAFF_TOKEN_HEADER",
  "ADMIN_EMAILS",
  "FORM_READING_MS",
  "SITE_SPONSOR",
  "SITE_OPERATOR",
  "SITE_CONTACT",
  "SITE_ICP",
  "SITE_POLICE",
  "SITE_CODE",
  "SITE_CORRECTION_URL",
  "SITE_TERMS_URL",
  "SITE_LOGO",
  "SECURITY_CONTACT",
  "SECURITY_POLICY",
  "DATA_LICENCE",
  "WEBHOOK_URL",
  "SUPERVISORS_WEBHOOK_URL",
  "WEBHOOK_FORMAT",
  "MAIL_FROM",
  "MAIL_API_URL",
  "MAIL_API_TOKEN",
  "WEBSUB_HUB",
  "CHAT_WEBHOOKS",
  "LEDGER_KEY",
  "WITNESSES",
  "CONTACT_KEYS",
  "TURNSTILE_SITE_KEY",
  "TURNSTILE_SECRET",
  "SEARCH_ENGINE",
  "MEILI_URL",
  "MEILI_INDEX",
  "MEILI_SEARCH_KEY",
  "MEILI_INDEX_KEY",
] as const;

const S3 = ["S3_ENDPOINT", "S3_BUCKET", "S3_REGION", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"] as const;
const OWN = ["ENVIRONMENT", "SITE_ORIGIN", "HOST", "PORT", "DATA_DIR", "TRUSTED_PROXIES", "SMTP_URL"] as const;
/** Every setting of this host. */
const SETTINGS = [...OWN, ...S3, ...PASSED_ON] as const;

export interface HostSettings {
  environment: "development" | "production";
  /** Empty in development: every request as asked. */
  siteOrigin: string;
  host: string;
  port: number;
  dataFolder: string;
  proxies: BlockList;
  /** Null if originals are kept in the data folder. */
  s3: S3Settings | null;
  /** Null if no mail is sent by SMTP. */
  smtp: { url: string; from: string } | null;
  passedOn: Partial<Record<(typeof PASSED_ON)[number], string>>;
}

const LOOPBACK = new Set(["127.0.0.1", "::1", "localhost"]);

/** The settings, or a line for everything that is missing or does not go together. */
export async function parseSettings(given: Given): Promise<{ settings: HostSettings } | { problems: string[] }> {
  const problems: string[] = [];
  const need = (ok: boolean, text: string) => {
    if (!ok) problems.push(text);
  };
  const value = (name: (typeof SETTINGS)[number]) => (given[name] ?? "").trim();
  const siteOrigin = value("SITE_ORIGIN").replace(/\/$/, "");
  const environment = value("ENVIRONMENT") || (siteOrigin === "" ? "development" : "production");
  const isProduction = environment === "production";
  const host = value("HOST") || "127.0.0.1";
  const port = Number(value("PORT") || "8787");

  need(isProduction || environment === "development", words.environment);
  need(Number.isInteger(port) && port > 0 && port < 65_536, words.port);
  if (isProduction) {
    need(isOrigin(siteOrigin), words.siteOrigin);
    need(await areSigningKeys(value("LEDGER_KEY")), words.ledgerKey);
    need(areContactKeys(value("CONTACT_KEYS")), words.contactKeys);
    need(value("ADMIN_EMAILS").includes("@"), words.adminEmails);
    problems.push(...signInProblems(value));
  } else {
    need(LOOPBACK.has(host), words.developmentHost);
    need(siteOrigin === "", words.developmentOrigin);
    need(value("TRUSTED_PROXIES") === "", words.developmentProxies);
  }
  problems.push(...togetherProblems(value), ...serviceProblems(value));
  const proxies = proxiesIn(value("TRUSTED_PROXIES"), problems);
  const s3 = s3Of(value, problems);
  if (problems.length > 0) return { problems };
  const passedOn = Object.fromEntries(PASSED_ON.map((name) => [name, value(name)]).filter(([, text]) => text !== ""));
  return {
    settings: {
      environment: isProduction ? "production" : "development",
      siteOrigin,
      host,
      port,
      dataFolder: value("DATA_DIR"),
      proxies,
      s3,
      smtp: value("SMTP_URL") === "" ? null : { url: value("SMTP_URL"), from: value("MAIL_FROM") },
      passedOn,
    },
  };
}

type Value = (name: (typeof SETTINGS)[number]) => string;

const TOGETHER = [
  ["ACCESS_TEAM_DOMAIN", "ACCESS_AUD"],
  ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"],
  ["STAFF_TOKEN_ISSUER", "STAFF_TOKEN_AUDIENCE", "STAFF_TOKEN_JWKS", "STAFF_TOKEN_HEADER"],
  ["TURNSTILE_SITE_KEY", "TURNSTILE_SECRET"],
  ["MAIL_API_URL", "MAIL_API_TOKEN"],
] as const;

/** Settings that go together and of which some are missing. */
const togetherProblems = (value: Value) =>
  TOGETHER.flatMap((names) => {
    const given = names.filter((name) => value(name) !== "");
    if (given.length === 0) return [];
    return names.filter((name) => value(name) === "").map((name) => words.goesWith(given.join("、"), name));
  });

/** How staff sign in: exactly one way on a public site. */
function signInProblems(value: Value): string[] {
  const ways = ["ACCESS_AUD", "OIDC_ISSUER", "STAFF_TOKEN_ISSUER", "STAFF_ACCOUNTS"] as const;
  const given = ways.filter((name) => value(name) !== "").length;
  if (given !== 1) return [given === 0 ? words.noSignIn : words.manySignIns];
  if (!["", "local"].includes(value("STAFF_ACCOUNTS"))) return [words.staffAccounts];
  const addresses = ["OIDC_ISSUER", "STAFF_TOKEN_JWKS"] as const;
  return addresses.filter((name) => value(name) !== "" && !isAddress(value(name))).map(words.httpsAddress);
}

const isAddress = (text: string) => URL.canParse(text) && text.startsWith("https://");

function serviceProblems(value: Value): string[] {
  const problems: string[] = [];
  const engine = value("SEARCH_ENGINE");
  if (!["", "fts5", "meilisearch"].includes(engine)) problems.push(words.searchEngine);
  if (engine === "meilisearch")
    for (const name of ["MEILI_URL", "MEILI_SEARCH_KEY", "MEILI_INDEX_KEY"] as const)
      if (value(name) === "") problems.push(words.goesWith("SEARCH_ENGINE=meilisearch", name));
  if (engine !== "meilisearch" && value("MEILI_URL") !== "") problems.push(words.idleMeilisearch);
  if (!["", "generic", "wecom"].includes(value("WEBHOOK_FORMAT"))) problems.push(words.webhookFormat);
  const webhook = value("WEBHOOK_URL");
  const supervisors = value("SUPERVISORS_WEBHOOK_URL");
  for (const url of [webhook, supervisors])
    if (url !== "" && !/^https:\/\//i.test(url)) problems.push(words.webhookUrl);
  if (webhook === "" && supervisors === "" && value("WEBHOOK_FORMAT") !== "")
    problems.push(words.goesWith("WEBHOOK_FORMAT", "WEBHOOK_URL"));
  problems.push(...outletProblems(value));
  return problems;
}

function outletProblems(value: Value): string[] {
  const hub = value("WEBSUB_HUB");
  const [smtp, api, from] = [value("SMTP_URL"), value("MAIL_API_URL"), value("MAIL_FROM")];
  const chats = value("CHAT_WEBHOOKS").split(/\s+/).filter(Boolean);
  return [
    ...(smtp === "" || smtpFault(smtp) === null ? [] : [words.smtp]),
    ...(smtp === "" || from !== "" ? [] : [words.goesWith("SMTP_URL", "MAIL_FROM")]),
    ...(api === "" || from !== "" ? [] : [words.goesWith("MAIL_API_URL", "MAIL_FROM")]),
    ...(smtp === "" || api === "" ? [] : [words.twoMailers]),
    ...(from === "" || /^[^\r\n]*[^\s<>@]+@[^\s<>@]+>?$/.test(from) ? [] : [words.mailFrom]),
    ...(from === "" || smtp !== "" || api !== "" ? [] : [words.goesWith("MAIL_FROM", "SMTP_URL")]),
    ...(hub === "" || hubOf(hub) !== null ? [] : [words.hub]),
    ...(chats.every((chat) => parseChatHook(chat) !== null) ? [] : [words.chats]),
  ];
}

function proxiesIn(setting: string, problems: string[]): BlockList {
  try {
    return proxiesOf(setting);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    problems.push(words.proxies(error.message));
    return proxiesOf("");
  }
}

function s3Of(value: Value, problems: string[]): S3Settings | null {
  const given = S3.filter((name) => value(name) !== "");
  if (given.length === 0) return null;
  for (const name of S3) if (value(name) === "") problems.push(words.goesWith(given.join("、"), name));
  if (value("S3_ENDPOINT") !== "" && !/^https?:\/\/[^/]+\/?$/.test(value("S3_ENDPOINT")))
    problems.push(words.s3Endpoint);
  return {
    endpoint: value("S3_ENDPOINT"),
    bucket: value("S3_BUCKET"),
    region: value("S3_REGION"),
    accessKeyId: value("S3_ACCESS_KEY_ID"),
    secretAccessKey: value("S3_SECRET_ACCESS_KEY"),
  };
}

const isOrigin = (text: string) => URL.canParse(text) && /^https:\/\/[^/]+$/.test(text);

/** One key, or two while they are changed. */
async function areSigningKeys(text: string): Promise<boolean> {
  const keys = await Promise.all(text.split(/\s+/).map(parseSigningKey));
  return keys.every((key) => key !== null);
}

function areContactKeys(text: string): boolean {
  try {
    return parseContactKeys(text).length > 0;
  } catch {
    return false;
  }
}
