import { expect, test } from "vitest";
import { unstable_readConfig } from "wrangler";
import { inProject } from "../command/project.ts";
import { bindingsOf, CONFIG, CONFIGS, ENVIRONMENTS, queuesOf, readEnvironment } from "../command/environment.ts";
import { wholeEnvironment } from "./fixtures/whole-environment.ts";
import { missingSecrets, missingSettings } from "./missing-settings.ts";

const WHOLE = wholeEnvironment();

test("nothing is missing where everything is set", () => {
  expect(missingSettings(WHOLE)).toEqual([]);
});

test.each([
  ["ENVIRONMENT", "development"],
  ["SITE_ORIGIN", "https://gongshi.example"],
  ["SITE_ORIGIN", "http://gongshi.sh.cn"],
  ["SITE_ORIGIN", "https://gongshi.sh.cn/"],
  ["ACCESS_TEAM_DOMAIN", ""],
  ["ACCESS_AUD", "short"],
  ["ADMIN_EMAILS", ""],
  ["SEARCH_ENGINE", "elasticsearch"],
  ["WEBHOOK_FORMAT", "dingtalk"],
  ["MAIL_FROM", "notice@gongshi.sh.cn"],
  ["CHAT_WEBHOOKS", "https://oapi.dingtalk.com/robot/send?access_token=t"],
  ["LEDGER_KEY", "PRIVATE+KEY+a+b+c"],
])("%s = %o is told", (name, value) => {
  expect(missingSettings({ ...WHOLE, vars: { ...WHOLE.vars, [name]: value } }).join()).toContain(name);
});

test.each<[string, Record<string, string>, string[]]>([
  ["accounts of the site", { STAFF_ACCOUNTS: "local" }, []],
  ["a provider", { OIDC_ISSUER: "https://login.sh.cn", OIDC_CLIENT_ID: "gongshi" }, []],
  ["half a provider", { OIDC_ISSUER: "https://login.sh.cn" }, ["OIDC_CLIENT_ID"]],
  [
    "a proxy without TLS",
    { STAFF_TOKEN_ISSUER: "i", STAFF_TOKEN_AUDIENCE: "a", STAFF_TOKEN_JWKS: "http://x", STAFF_TOKEN_HEADER: "h" },
    ["https"],
  ],
  ["two ways", { STAFF_ACCOUNTS: "local", OIDC_ISSUER: "https://login.sh.cn" }, ["只留一种"]],
  ["accounts that are none", { STAFF_ACCOUNTS: "yes" }, ["STAFF_ACCOUNTS"]],
])("in place of Access, %s", (_, given, told) => {
  const found = missingSettings({
    ...WHOLE,
    vars: { ...WHOLE.vars, ACCESS_TEAM_DOMAIN: "", ACCESS_AUD: "", ...given },
  });
  expect(found).toEqual(told.map((part) => expect.stringContaining(part)));
});

test("a route to another host, a database without its number and an engine without its address are told", () => {
  const other = missingSettings({ ...WHOLE, routes: ["other.sh.cn/*"] });
  const none = missingSettings({ ...WHOLE, d1_databases: [{ binding: "DB" }] });
  const engine = missingSettings({ ...WHOLE, vars: { ...WHOLE.vars, SEARCH_ENGINE: "meilisearch" } });
  expect([other, none, engine].map((found) => found.length)).toEqual([1, 1, 1]);
});

test("the environments that ship are not deployable before somebody sets them, and say so", () => {
  for (const name of ENVIRONMENTS) expect(missingSettings(readEnvironment(name)).length).toBeGreaterThan(3);
});

test("every environment has the bindings of the development machine", () => {
  const here = bindingsOf(readEnvironment());
  for (const name of ENVIRONMENTS) expect(bindingsOf(readEnvironment(name)), name).toEqual(here);
});

test("no environment uses a Worker, database, bucket, queue or host of another", () => {
  const owned = ENVIRONMENTS.map((name) => {
    const own = readEnvironment(name);
    const databases = (own.d1_databases ?? []).map(({ database_name }) => database_name);
    const buckets = (own.r2_buckets ?? []).map(({ bucket_name }) => bucket_name);
    return [`Worker ${own.name}`, own.vars?.["SITE_ORIGIN"], ...databases, ...buckets, ...queuesOf(own)];
  });
  expect(new Set(owned.flat()).size).toBe(owned.flat().length);
  expect(owned.flat()).not.toContain(undefined);
});

test("every environment keeps logs and runs the trigger, in both Workers", () => {
  for (const file of CONFIGS)
    for (const env of ENVIRONMENTS)
      expect(unstable_readConfig({ config: inProject(file), env }).observability?.enabled, `${file} ${env}`).toBe(true);
  for (const env of ENVIRONMENTS)
    expect(unstable_readConfig({ config: CONFIG, env }).triggers.crons, env).toEqual(["*/5 * * * *"]);
});

test("names the secrets that are not there", () => {
  expect(missingSecrets(WHOLE, ["CONTACT_KEYS"])).toEqual(["LEDGER_KEY"]);
  const outside = { ...WHOLE, vars: { SEARCH_ENGINE: "meilisearch", TURNSTILE_SITE_KEY: "0x4AAA" } };
  expect(missingSecrets(outside, ["CONTACT_KEYS", "LEDGER_KEY", "MEILI_SEARCH_KEY"])).toEqual([
    "MEILI_INDEX_KEY",
    "TURNSTILE_SECRET",
  ]);
});
