/**
 * What a token may be for. `feedback-read` lists the queue of bureaus, denunciations apart; `backup` reads the whole archive.
 * Decision 0230.
 */
export const SCOPES = ["publish", "feedback-read", "backup", "admin"] as const;
export type Scope = (typeof SCOPES)[number];

export const SCOPE_NAMES: Record<Scope, string> = {
  publish: "发布报告",
  "feedback-read": "读取意见清单",
  backup: "备份",
  admin: "管理",
};

export const SCOPE_DUTIES: Record<Scope, string> = {
  publish: "发布、修订、撤回和恢复报告；可以限定单位",
  "feedback-read": "读取待办意见的清单，没有正文和联系方式，不含举报；可以限定单位",
  backup: "读取全部数据表和文件，每次读取都记入审计",
  admin: "审计、重建索引、更换密钥、恢复备份、节假日安排",
};

/** The words of `requireRole` for each. */
const ROLES_OF: Record<Scope, string> = {
  publish: "publisher",
  "feedback-read": "feedback-read",
  backup: "backup",
  admin: "admin",
};

/** The more a token may do, the shorter it lives. */
const POWERFUL: readonly Scope[] = ["backup", "admin"];
const isPowerful = (scopes: readonly Scope[]) => scopes.some((scope) => POWERFUL.includes(scope));
export const defaultDays = (scopes: readonly Scope[]) => (isPowerful(scopes) ? 30 : 90);
export const mostDays = (scopes: readonly Scope[]) => (isPowerful(scopes) ? 90 : 366);

export const isScope = (text: string): text is Scope => (SCOPES as readonly string[]).includes(text);

/** Which bureaus a token acts for is said of these. */
export const isForBureaus = (scopes: readonly Scope[]) => scopes.length > 0 && !isPowerful(scopes);

/** The rights of such a token in a release before scopes: never more than it was made for. */
export function oldRoleOf(scopes: readonly Scope[], bureaus: readonly string[]): "admin" | "publisher" | "scoped" {
  if (scopes.includes("admin")) return "admin";
  return scopes.includes("publish") && bureaus.length === 0 ? "publisher" : "scoped";
}

/** The roles of whoever holds a token. One from before there were scopes keeps what it could do, until its date. */
export function rolesOfToken({ role, scopes }: { role: string; scopes: readonly string[] | null }): string[] {
  if (scopes !== null) return scopes.filter(isScope).map((scope) => ROLES_OF[scope]);
  return role === "admin" ? ["admin", "backup"] : role === "publisher" ? ["publisher"] : [];
}
