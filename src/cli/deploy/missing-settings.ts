import type { Environment } from "../command/environment.ts";
import { signInGaps } from "./sign-in-gaps.ts";

const PLACEHOLDER_ID = "00000000-0000-0000-0000-000000000000";
/** Made by the first set-up. */
export const SECRETS = ["LEDGER_KEY", "CONTACT_KEYS"] as const;
const SECRET_NAMES = [
  ...SECRETS,
  "MEILI_SEARCH_KEY",
  "MEILI_INDEX_KEY",
  "TURNSTILE_SECRET",
  "OIDC_CLIENT_SECRET",
  "WEBHOOK_URL",
  "SUPERVISORS_WEBHOOK_URL",
  "MAIL_API_TOKEN",
  "CHAT_WEBHOOKS",
] as const;

/** The gaps of a deployment, a sentence each that says what to do. Secrets are checked apart. */
export function missingSettings(environment: Environment): string[] {
  const vars = (name: string) => (environment.vars?.[name] ?? "").trim();
  const missing: string[] = [];
  const need = (ok: boolean, text: string) => {
    if (!ok) missing.push(text);
  };
  need(vars("ENVIRONMENT") === "production", "ENVIRONMENT 应为 production，否则本机登录页会开放。");
  need(isOwnHost(vars("SITE_ORIGIN")), "SITE_ORIGIN 还是示例：写上网站自己的地址，例如 https://gongshi.您的域名。");
  const host = URL.canParse(vars("SITE_ORIGIN")) ? new URL(vars("SITE_ORIGIN")).hostname : "";
  need(patternsOf(environment).includes(host), "routes 里的 pattern 应与 SITE_ORIGIN 的域名相同。");
  missing.push(...signInGaps(vars));
  need(vars("ADMIN_EMAILS").includes("@"), "ADMIN_EMAILS 没有写：至少一位管理员的邮箱，否则没有人能进工作台。");
  for (const { binding, database_id } of environment.d1_databases ?? [])
    need(
      (database_id ?? PLACEHOLDER_ID) !== PLACEHOLDER_ID,
      `数据库 ${binding} 的 database_id 还是零：第一次部署请加 --set-up，它会新建数据库并写上编号。`,
    );
  need(["", "fts5", "meilisearch"].includes(vars("SEARCH_ENGINE")), "SEARCH_ENGINE 只能是 fts5 或 meilisearch。");
  need(["", "generic", "wecom"].includes(vars("WEBHOOK_FORMAT")), "WEBHOOK_FORMAT 只能是 generic 或 wecom。");
  const mail = ["MAIL_FROM", "MAIL_API_URL"].filter((name) => vars(name) !== "");
  need(mail.length !== 1, `写了 ${mail.join()}，邮件订阅还要写 MAIL_FROM 和 MAIL_API_URL 两项。`);
  for (const name of SECRET_NAMES)
    need(vars(name) === "", `${name} 是机密，不能写在 wrangler.toml 里：删去，改用 npx wrangler secret put ${name}。`);
  if (vars("SEARCH_ENGINE") === "meilisearch")
    need(vars("MEILI_URL").startsWith("https://"), "SEARCH_ENGINE 是 meilisearch，但 MEILI_URL 没有写 https 地址。");
  return missing;
}

const isOwnHost = (origin: string) =>
  URL.canParse(origin) && /^https:\/\/[^/]+$/.test(origin) && !new URL(origin).hostname.endsWith(".example");

const patternsOf = ({ routes }: Environment) =>
  (routes ?? []).map((route) => (typeof route === "string" ? route : route.pattern).replace(/\/.*$/, ""));

/** The settings that a service outside needs beside its name. */
function secretsFor({ vars }: Environment): string[] {
  return [
    ...SECRETS,
    ...(vars?.["SEARCH_ENGINE"] === "meilisearch" ? ["MEILI_SEARCH_KEY", "MEILI_INDEX_KEY"] : []),
    ...(vars?.["OIDC_ISSUER"] ? ["OIDC_CLIENT_SECRET"] : []),
    ...(vars?.["TURNSTILE_SITE_KEY"] ? ["TURNSTILE_SECRET"] : []),
    ...(vars?.["MAIL_API_URL"] ? ["MAIL_API_TOKEN"] : []),
  ];
}

/** Secrets that the environment needs and that are not among those that the Worker has. */
export const missingSecrets = (environment: Environment, present: readonly string[]) =>
  secretsFor(environment).filter((name) => !present.includes(name));
