export const consolePath = () => "/staff";
export const signInPath = (next?: string) =>
  next === undefined || next === consolePath() ? "/staff/sign-in" : `/staff/sign-in?next=${encodeURIComponent(next)}`;
/** Where somebody sets up an account of this site. */
export const enrolPath = () => "/staff/sign-in/account";
export const signOutPath = () => "/staff/sign-out";
export const queuePath = (query = "") => `/staff/feedback${query}`;
export const casePath = (id: number) => `/staff/feedback/${id}`;
/** Counted from 1 within its case. */
export const attachmentPath = (id: number, number: number) => `${casePath(id)}/attachments/${number}`;
export const peoplePath = () => "/staff/people";
export const auditPath = (query = "") => `/staff/audit${query}`;
export const publishPath = () => "/staff/publish";
export const draftPath = (id: number) => `/staff/publish/${id}`;
/** The corrections possible at a heading or paragraph. */
export const draftEditPath = (id: number, at: string) => `/staff/publish/${id}/edit?at=${at}`;
export const reportsPath = (bureau?: string) => (bureau === undefined ? "/staff/reports" : `/staff/reports/${bureau}`);
export const reportActionPath = (bureau: string, year: number, action: "withdraw" | "restore") =>
  `/staff/reports/${bureau}/${year}/${action}`;
export const draftPointsPath = (id: number, query = "") => `/staff/publish/${id}/indicators${query}`;
export const reportPointsPath = (bureau: string, year: number, query = "") =>
  `/staff/reports/${bureau}/${year}/indicators${query}`;
export const renamePath = (bureau: string) => `/staff/reports/${bureau}/rename`;
/** The desk, for a new revision of a report; `feedback` is what it answers. */
export const revisePath = (bureau: string, year: number, feedback?: number) =>
  `/staff/publish?bureau=${bureau}&year=${year}${feedback === undefined ? "" : `&feedback=${feedback}`}`;
export const pressDeskPath = () => "/staff/press";
export const promisesPath = () => "/staff/promises";
export const tokensPath = () => "/staff/tokens";
export const keysPath = () => "/staff/keys";
export const calendarPath = () => "/staff/calendar";
export const settingsPath = () => "/staff/settings";
export const templatesPath = () => "/staff/settings/templates";
export const outboxPath = () => "/staff/outbox";
export const systemPath = () => "/staff/system";

/** The address at which Cloudflare Access ends its own session. */
export const accessSignOutPath = () => "/cdn-cgi/access/logout";

/** The page after signing in: an address of the console, else its first page. */
export const consoleAddress = (next: string | undefined) =>
  next !== undefined && next.length < 500 && !/\.\.|\/\//.test(next) && /^\/staff(?:[/?][\w\-/?=&%.+]*)?$/.test(next)
    ? next
    : consolePath();
