import { readDocument } from "./openapi.ts";
import type { Attack, Outcome, AttackTarget } from "./target.ts";

/** The addresses that need the role; every other role, and nobody, is refused. */
const PAGES: readonly { path: string; roles: readonly string[] }[] = [
  { path: "/staff/people", roles: ["admin"] },
  { path: "/staff/tokens", roles: ["admin"] },
  { path: "/staff/settings", roles: ["admin"] },
  { path: "/staff/calendar", roles: ["admin"] },
  { path: "/staff/outbox", roles: ["admin"] },
  { path: "/staff/system", roles: ["admin"] },
  { path: "/staff/audit", roles: ["admin", "supervisor"] },
  { path: "/staff/keys", roles: ["admin", "supervisor"] },
  { path: "/staff/publish", roles: ["admin", "publisher"] },
  { path: "/staff/reports", roles: ["admin", "publisher"] },
  { path: "/staff/promises", roles: ["admin", "publisher"] },
  { path: "/staff/feedback", roles: ["officer", "supervisor"] },
];

/** Scopes of tokens that do more than read public data, and the calls for which each is enough. */
const READS: readonly { path: string; scope: string }[] = [
  { path: "/audit", scope: "admin" },
  { path: "/backup", scope: "backup" },
  { path: "/backup/tables/feedback", scope: "backup" },
  { path: "/backup/objects", scope: "backup" },
  { path: "/feedback/queue", scope: "feedback-read" },
];

const FORGED = ["", "Bearer", "Bearer x", `Bearer gs_${"A".repeat(43)}`, "Basic YWRtaW46YWRtaW4=", "Bearer null"];

/** Every page of the console by every role, every guarded operation without a token, with a forged one, and reads by every scope. */
export const roleMatrix: Attack = async (target) => {
  const outcome: Outcome = { name: "roles and tokens", tried: 0, found: [] };
  const expectStatus = async (what: string, answer: Promise<Response>, allowed: (status: number) => boolean) => {
    const { status } = await answer;
    outcome.tried += 1;
    if (!allowed(status)) outcome.found.push(`${what}: ${status}`);
  };
  await askPages(target, expectStatus);
  const { operations } = await readDocument(target);
  for (const { name, method, path, needsToken } of operations.filter((each) => each.needsToken)) {
    const filled = path.replaceAll(/\{year[^}]*\}/g, `${target.year}`).replaceAll(/\{\w+[^}]*\}/g, target.own);
    if (!needsToken) continue;
    for (const authorization of FORGED)
      await expectStatus(
        `${name} with “${authorization}”`,
        target.ask(filled, { method, headers: authorization === "" ? {} : { Authorization: authorization } }),
        (status) => status >= 400 && status < 500,
      );
  }
  for (const { path, scope } of READS)
    for (const [name, token] of Object.entries(target.tokens))
      await expectStatus(
        `${path} with a token for ${name}`,
        target.ask(`/api/v1${path}`, { headers: { Authorization: `Bearer ${token}` } }),
        (status) => (name === scope || name === "all" ? status === 200 : status === 403),
      );
  return outcome;
};

type Expect = (what: string, answer: Promise<Response>, allowed: (status: number) => boolean) => Promise<void>;

async function askPages({ ask, cookies }: AttackTarget, expect: Expect) {
  for (const { path, roles } of PAGES) {
    await expect(`${path} by nobody`, ask(path), (status) => status === 303 || status === 403);
    await expect(
      `${path} with a forged cookie`,
      ask(path, { headers: { Cookie: `staff=${"A".repeat(60)}.${"A".repeat(43)}` } }),
      (status) => status === 303 || status === 403,
    );
    for (const [role, cookie] of Object.entries(cookies))
      await expect(`${path} by ${role}`, ask(path, { headers: { Cookie: cookie } }), (status) =>
        roles.includes(role) ? status === 200 : status === 403,
      );
  }
}
