import { Hono } from "hono";
import type { AppEnv } from "../../http/app-env.ts";
import { signedIn } from "../../staff/staff-session.ts";
import { auditPath } from "../../console-paths.ts";
import { auditPage } from "./audit-page.tsx";
import { type AuditQuery, readAudit } from "../../audit/read.ts";

export const auditRoutes = new Hono<AppEnv>();

auditRoutes.get(auditPath(), signedIn, async (c) => {
  const asked = (name: string) => c.req.query(name)?.trim().slice(0, 200) || undefined;
  const query: AuditQuery = {
    actor: asked("actor"),
    action: asked("action"),
    subject: asked("subject"),
    from: asked("from"),
    to: asked("to"),
  };
  const page = asked("page");
  return auditPage(c, await readAudit(c.get("ctx"), { ...query, page: page === undefined ? 1 : Number(page) }), query);
});
