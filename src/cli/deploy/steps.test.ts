import { expect, test } from "vitest";
import type { Environment } from "../command/environment.ts";
import { DATABASE_ID, wholeEnvironment } from "./fixtures/whole-environment.ts";
import { type KeptSettings, setUp, withDatabaseId } from "./set-up.ts";
import { DeployRefusal } from "./refused.ts";
import { type Deployment, deploy } from "./steps.ts";
import { explained } from "./wrangler.ts";

type Answers = Record<string, string | Error>;

/** An account that answers as told; everything else succeeds without a word. */
function account(answers: Answers = {}, site = 200, access = 200) {
  const calls: string[] = [];
  const said: string[] = [];
  const asked: string[] = [];
  const deployment: Deployment = {
    name: "staging",
    environment: wholeEnvironment(),
    configs: ["reader.toml", "wrangler.toml"],
    say: (line) => said.push(line),
    fetch: async (address) => {
      asked.push(String(address));
      if (String(address).endsWith("/staff"))
        return new Response("", { status: 302, headers: { Location: "https://sh.cloudflareaccess.com/login" } });
      return new Response("", { status: String(address).includes("/cdn-cgi/") ? access : site });
    },
    wrangler: async (args) => {
      const call = args.join(" ");
      calls.push(call);
      const known = Object.keys(answers).find((start) => call.startsWith(start));
      const answer = known === undefined ? "" : (answers[known] ?? "");
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  return { deployment, calls, said, asked };
}

const SECRETS = JSON.stringify([{ name: "LEDGER_KEY" }, { name: "CONTACT_KEYS" }]);
const uploads = (calls: string[]) => calls.filter((call) => call.startsWith("deploy") && !call.includes("--dry-run"));

test("dry run, secrets, migrations, then code: the portal last", async () => {
  const { deployment, calls } = account({ "secret list": SECRETS });
  await deploy(deployment);
  expect(calls).toEqual([
    "deploy --dry-run --config reader.toml --env staging",
    "deploy --dry-run --config wrangler.toml --env staging",
    "secret list --format json --env staging",
    "d1 info gongshi --env staging",
    "r2 bucket info files",
    "queues info work",
    "queues info dead",
    "d1 migrations apply gongshi --remote --env staging",
    "deploy --config reader.toml --env staging",
    "deploy --config wrangler.toml --env staging",
  ]);
});

test.each<[string, Answers, Partial<Environment>]>([
  ["a setting", { "secret list": SECRETS }, { vars: {} }],
  ["a secret", { "secret list": "[]" }, {}],
  ["the bundle", { "deploy --dry-run": new Error("no bundle"), "secret list": SECRETS }, {}],
  ["the database", { "d1 info": new Error("no such database"), "secret list": SECRETS }, {}],
  ["the bucket", { "r2 bucket info": new Error("no such bucket"), "secret list": SECRETS }, {}],
  ["a queue", { "queues info dead": new Error("no such queue"), "secret list": SECRETS }, {}],
  ["a migration", { "d1 migrations": new Error("no such table"), "secret list": SECRETS }, {}],
])("no code goes where %s is not right", async (_, answers, change) => {
  const { deployment, calls } = account(answers);
  Object.assign(deployment.environment, change);
  await expect(deploy(deployment)).rejects.toThrow();
  expect(uploads(calls)).toEqual([]);
  if (!("d1 migrations" in answers)) expect(calls.filter((call) => call.includes("migrations"))).toEqual([]);
});

test("nothing is changed where the team of Access gives no keys", async () => {
  const { deployment, calls, asked } = account({ "secret list": SECRETS }, 200, 404);
  await expect(deploy(deployment)).rejects.toThrow("ACCESS_TEAM_DOMAIN");
  expect(asked).toEqual(["https://sh.cloudflareaccess.com/cdn-cgi/access/certs"]);
  expect(calls.filter((call) => call.includes("migrations") || uploads([call]).length > 0)).toEqual([]);
});

test("after the upload the console is seen to be behind Access; open to everybody is an alarm", async () => {
  const { deployment, said } = account({ "secret list": SECRETS });
  await deploy(deployment);
  expect(said).toContain("Access 守着 /staff");
  const open = account({ "secret list": SECRETS });
  open.deployment.fetch = async () => new Response("", { status: 200 });
  await expect(deploy(open.deployment)).rejects.toThrow("不用登录就打开了");
});

test("a site that does not answer well after the upload is told, with the way back", async () => {
  const { deployment } = account({ "secret list": SECRETS }, 500);
  await expect(deploy(deployment)).rejects.toThrow("退回上一版");
});

const TOML = `# kept
[[env.production.d1_databases]]
binding = "DB"
database_name = "gongshi"
database_id = "0"

[[env.staging.d1_databases]]
binding = "DB"
database_name = "gongshi"
database_id = "0"
`;

function folder(toml = TOML) {
  const state = { toml, secrets: null as Record<string, string> | null };
  const kept: KeptSettings = {
    readConfig: async () => state.toml,
    writeConfig: async (text) => {
      state.toml = text;
    },
    keepSecrets: async (make) => {
      state.secrets ??= await make();
      return "secrets.json";
    },
  };
  return { state, kept };
}

const NOT_FOUND = new Error("not found");
const NO_WORKER = new Error('Worker "gongshi-staging" (env: staging) not found.');
const NOTHING: Answers = {
  "d1 list": "[]",
  "d1 create": `created\ndatabase_id = "${DATABASE_ID}"`,
  "r2 bucket info": NOT_FOUND,
  "queues info work": NOT_FOUND,
  "secret list": NO_WORKER,
};
const made = (calls: string[]) => calls.filter((call) => call.includes("create"));

test("a first set-up makes what is not there, writes the database's number, and uploads the secrets with the code", async () => {
  const { deployment, calls, said } = account(NOTHING);
  const { state, kept } = folder();
  await setUp(deployment, kept);
  expect(made(calls)).toEqual([
    "d1 create gongshi --location apac",
    "r2 bucket create files --location apac",
    "queues create work",
  ]);
  expect(uploads(calls).at(-1)).toBe("deploy --config wrangler.toml --env staging --secrets-file secrets.json");
  expect(state.toml).toBe(TOML.replace(/(staging[^]*)"0"/, `$1"${DATABASE_ID}"`));
  expect(Object.keys(state.secrets ?? {})).toEqual(["LEDGER_KEY", "CONTACT_KEYS"]);
  expect(said.join("\n")).toContain("gongshi.sh.cn/ledger+");
  expect(said.join("\n")).not.toContain("PRIVATE");
});

test("a set-up that is run again makes nothing twice, and neither makes nor uploads keys", async () => {
  const again = account({
    "d1 list": JSON.stringify([{ name: "gongshi", uuid: DATABASE_ID }]),
    "secret list": SECRETS,
  });
  const { kept, state } = folder();
  await setUp(again.deployment, kept);
  expect(made(again.calls)).toEqual([]);
  expect(again.calls.join("\n")).not.toContain("--secrets-file");
  expect(state.secrets).toBeNull();
});

test.each<[string, Answers]>([
  ["cannot be asked for its secrets", { ...NOTHING, "secret list": new Error("internal error [code: 7003]") }],
  ["has lost one of its two secrets", { ...NOTHING, "secret list": JSON.stringify([{ name: "LEDGER_KEY" }]) }],
])("keys in use are never replaced: a set-up stops before anything is made where a Worker %s", async (_, answers) => {
  const { deployment, calls } = account(answers);
  const { kept, state } = folder();
  await expect(setUp(deployment, kept)).rejects.toThrow();
  expect([...made(calls), ...uploads(calls)]).toEqual([]);
  expect(state.secrets).toBeNull();
});

test.each<[string, Partial<Record<string, string>>, Answers, number]>([
  ["a setting that only a person can give", { ACCESS_AUD: "" }, NOTHING, 200],
  ["an address of its own", { SITE_ORIGIN: "https://staging.gongshi.example" }, NOTHING, 200],
  ["the bundle", {}, { ...NOTHING, "deploy --dry-run": new Error("no bundle") }, 200],
  ["the team of Access", {}, NOTHING, 404],
])("a set-up makes nothing before %s is right", async (_, vars, answers, access) => {
  const { deployment, calls } = account(answers, 200, access);
  Object.assign(deployment.environment.vars ?? {}, vars);
  const { kept, state } = folder();
  await expect(setUp(deployment, kept)).rejects.toThrow();
  expect([...made(calls), ...uploads(calls)]).toEqual([]);
  expect(state).toEqual({ toml: TOML, secrets: null });
});

test("secrets of services outside are asked for once the set-up is done", async () => {
  const { deployment, said } = account(NOTHING);
  Object.assign(deployment.environment.vars ?? {}, { TURNSTILE_SITE_KEY: "0x4AAA" });
  await setUp(deployment, folder().kept);
  expect(said.at(-1)).toContain("npx wrangler secret put TURNSTILE_SECRET --env staging");
});

test.each([
  [
    "In a non-interactive environment, it's necessary to set a CLOUDFLARE_API_TOKEN environment variable",
    "npx wrangler login",
  ],
  ["Unable to resolve Cloudflare's API hostname (api.cloudflare.com)", "请检查网络"],
  ["More than one account available but unable to select one in non-interactive mode.", "CLOUDFLARE_ACCOUNT_ID"],
])("what wrangler says before it could ask anything (%s) is told with what to do", async (printed, advice) => {
  const { deployment, calls } = account({ "d1 info": new Error(printed), "secret list": SECRETS });
  deployment.wrangler = explained(deployment.wrangler);
  const failure = deploy(deployment);
  await expect(failure).rejects.toThrow(DeployRefusal);
  await expect(failure).rejects.toThrow(advice);
  expect(uploads(calls)).toEqual([]);
});

test("a new domain that does not answer yet is told as such", async () => {
  const { deployment } = account({ "secret list": SECRETS });
  const get = deployment.fetch;
  deployment.fetch = async (address) => {
    if (String(address).endsWith("/healthz")) throw new TypeError("fetch failed");
    return get(address as string);
  };
  await expect(deploy(deployment)).rejects.toThrow("证书要几分钟");
});

test("a configuration without the database's line is not guessed at", () => {
  expect(() => withDatabaseId("[env.staging]", "staging", "gongshi", DATABASE_ID)).toThrow(DeployRefusal);
});

test("a set-up for recovery uploads the old keys that lie beside it, and makes no others", async () => {
  const { deployment, said } = account(NOTHING);
  const { state, kept } = folder();
  const old = { LEDGER_KEY: "PRIVATE+KEY+old", CONTACT_KEYS: "k1:old" };
  state.secrets = old;
  await setUp(deployment, kept);
  expect(state.secrets).toEqual(old);
  expect(said.join()).not.toContain("公示日志的公钥");
});
