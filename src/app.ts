import { Hono } from "hono";
import type { AppEnv } from "./http/app-env.ts";
import { allowedMethods } from "./http/allowed-methods.ts";
import { canonicalAddress } from "./http/canonical-address.ts";
import { csrfGuard } from "./http/csrf.ts";
import { forgetAfterWrite } from "./http/page-cache/forget-after-write.ts";
import { smallBodies } from "./http/limited-body.ts";
import { methodNotAllowed, notFound } from "./http/failure.ts";
import { answerFailure, onError } from "./http/on-error.ts";
import { openFiles } from "./http/api/open-files.ts";
import { pingAtOnce } from "./follow/news/websub.ts";
import { outboxHint } from "./outbox/outbox-hint.ts";
import { createContext } from "./compose.ts";
import { deliveriesOf, isPrompt } from "./deliveries.ts";
import { requestContext } from "./http/request-context.ts";
import { securityHeaders } from "./http/security-headers.ts";
import { siteRoutes } from "./http/routes.tsx";
import { createAuditApi } from "./audit/api.ts";
import { createBackupApi } from "./backup/api.ts";
import { accountRoutes } from "./console/account/routes.tsx";
import { auditRoutes } from "./console/audit/routes.tsx";
import { outboxRoutes } from "./console/outbox/routes.tsx";
import { healthRoutes } from "./console/system/health-routes.tsx";
import { keysRoutes } from "./console/keys/routes.tsx";
import { calendarRoutes } from "./console/calendar/routes.tsx";
import { tokensRoutes } from "./console/tokens/routes.tsx";
import { systemRoutes } from "./console/system/system-routes.tsx";
import { attachmentRoutes } from "./console/cases/attachment-routes.tsx";
import { staffFeedbackRoutes } from "./console/cases/feedback-routes.tsx";
import { pressDeskRoutes } from "./console/press/press-routes.tsx";
import { promiseRoutes } from "./console/promises/promise-routes.tsx";
import { draftRoutes } from "./console/desk/draft-routes.tsx";
import { publishRoutes } from "./console/desk/publish-routes.tsx";
import { pointsRoutes } from "./console/indicators/routes.tsx";
import { reportsRoutes } from "./console/reports/reports-routes.tsx";
import { oidcRoutes } from "./console/oidc-routes.tsx";
import { staffRoutes } from "./console/routes.tsx";
import { mountApi } from "./api/routes.tsx";
import { createStaffReportsApi } from "./reports/api.ts";
import { compareRoutes } from "./compare/routes.tsx";
import { createFeedbackApi } from "./feedback/api.ts";
import { createCalendarApi } from "./feedback/holidays/calendar-api.ts";
import { createQueueApi } from "./feedback/handle/queue-api.ts";
import { createContactKeysApi } from "./feedback/retention/contact-keys-api.ts";
import { feedbackRoutes } from "./feedback/routes.tsx";
import { createKnownFilesApi } from "./reports/publish/known-api.ts";
import { createReadApi } from "./reports/read-api.ts";
import { createDoctorApi } from "./doctor/doctor-api.ts";
import { createHeartbeatsApi } from "./heartbeat/heartbeats-api.ts";
import { homeRoutes } from "./home/routes.tsx";
import { machineRoutes } from "./reports/catalog/machine-routes.tsx";
import { createFiguresApi } from "./figures/api.ts";
import { createIndicatorsApi } from "./indicators/api.ts";
import { createOembedApi } from "./embed/oembed-api.ts";
import { embedRoutes } from "./embed/routes.tsx";
import { indicatorRoutes } from "./indicators/routes.tsx";
import { figureRoutes } from "./figures/routes.tsx";
import { aboutRoutes } from "./site/routes.tsx";
import { followRoutes } from "./follow/routes.tsx";
import { createBouncesApi } from "./follow/mail/bounces-api.ts";
import { mailRoutes } from "./follow/mail/mail-routes.tsx";
import { feedRoutes } from "./follow/feed-routes.tsx";
import { dataRoutes } from "./data/routes.tsx";
import { mcpRoutes } from "./mcp/routes.tsx";
import { createPressApi } from "./press/api.ts";
import { pressRoutes } from "./press/routes.tsx";
import { ledgerRoutes } from "./ledger/pages/routes.tsx";
import { mementoRoutes } from "./reports/history/memento-routes.tsx";
import { quoteRoutes } from "./reports/quote/quote-routes.tsx";
import { reportRoutes } from "./reports/routes.tsx";
import { createSearchApi } from "./search/api.ts";
import { createReindexApi } from "./search/reindex-api.ts";
import { searchRoutes } from "./search/routes.tsx";

/** If two could answer, the first does. */
const PAGES = [
  siteRoutes,
  aboutRoutes,
  healthRoutes,
  feedbackRoutes,
  homeRoutes,
  searchRoutes,
  compareRoutes,
  machineRoutes,
  feedRoutes,
  followRoutes,
  mailRoutes,
  pressRoutes,
  mcpRoutes,
  dataRoutes,
  ledgerRoutes,
  figureRoutes,
  quoteRoutes,
  mementoRoutes,
  embedRoutes,
  indicatorRoutes,
  reportRoutes,
  staffRoutes,
  accountRoutes,
  oidcRoutes,
  attachmentRoutes,
  staffFeedbackRoutes,
  publishRoutes,
  draftRoutes,
  reportsRoutes,
  pointsRoutes,
  promiseRoutes,
  pressDeskRoutes,
  auditRoutes,
  outboxRoutes,
  systemRoutes,
  keysRoutes,
  tokensRoutes,
  calendarRoutes,
];

export function createApp() {
  const app = new Hono<AppEnv>();
  app.use(
    requestContext(createContext),
    securityHeaders,
    canonicalAddress,
    openFiles,
    csrfGuard,
    smallBodies,
    forgetAfterWrite,
    outboxHint((env, ctx) => (isPrompt(env, ctx) ? deliveriesOf(env, ctx) : null), pingAtOnce),
  );
  for (const routes of PAGES) app.route("/", routes);
  mountApi(
    app,
    [
      // Before `feedback/{id}`, which would take its name for a number.
      createQueueApi(),
      createFiguresApi(),
      createIndicatorsApi(),
      createPressApi(),
      createBouncesApi(),
      createReadApi(),
      createFeedbackApi(),
      createCalendarApi(),
      createContactKeysApi(),
      createSearchApi(),
      createKnownFilesApi(),
      createStaffReportsApi(),
      createReindexApi(),
      createAuditApi(),
      createBackupApi(),
      createHeartbeatsApi(),
      createDoctorApi(),
    ],
    [createOembedApi()],
  );
  app.onError(onError);
  app.notFound((c) => {
    const allowed = allowedMethods(app, c.req.path);
    if (allowed.length === 0) return answerFailure(c, notFound());
    c.header("Allow", allowed.join(", "));
    if (c.req.method === "OPTIONS") return c.body(null, 204, { "Cache-Control": "no-store" });
    return answerFailure(c, methodNotAllowed());
  });
  return app;
}
