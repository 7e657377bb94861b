import { Hono } from "hono";
import { loadClockRules } from "../feedback/settings.ts";
import type { AppEnv } from "../http/app-env.ts";
import { publicPage } from "../http/page-cache/public-page.ts";
import { bureausPath, homePath, yearsPath } from "../paths.ts";
import {
  matrixOf,
  readBureau,
  readBureauCounts,
  readChosenBureaus,
  readCounts,
  readMatrix,
  readNewest,
  readYear,
  readYears,
} from "../reports/catalog/browse.ts";
import { traitsChosen } from "../reports/catalog/directory.ts";
import { BUREAU_TRAITS } from "../reports/traits.ts";
import { requirePage } from "../ui/paging.tsx";
import { bureauPage } from "./bureau-page.tsx";
import { bureausPage } from "./bureaus-page.tsx";
import { demoOf } from "../reports/catalog/demo.ts";
import { homePage } from "./home-page.tsx";
import { yearPage, yearsPage } from "./years-page.tsx";

const HOME_BUREAUS = 30;
const HOME_NEWEST = 6;
const BUREAUS_A_PAGE = 50;
const REPORTS_A_PAGE = 100;

export const homeRoutes = new Hono<AppEnv>();

homeRoutes.get(homePath(), publicPage(), async (c) => {
  const ctx = c.get("ctx");
  const counts = await readCounts(ctx);
  const newest = await readNewest(ctx, HOME_NEWEST);
  const matrix = await readMatrix(ctx, counts, 1, HOME_BUREAUS);
  return homePage(c, { counts, newest, matrix, rules: await loadClockRules(ctx) });
});

homeRoutes.get(bureausPath(), publicPage({ query: ["page", ...BUREAU_TRAITS] }), async (c) => {
  const ctx = c.get("ctx");
  const counts = await readCounts(ctx);
  const chosen = traitsChosen(c.req.query());
  const { bureaus, traits } = await readChosenBureaus(ctx, chosen);
  const size = BUREAUS_A_PAGE;
  const page = requirePage(c.req.query("page"), bureaus.length, size);
  const matrix = matrixOf(ctx, bureaus, counts, page, size);
  return bureausPage(c, { counts, shown: bureaus.length, traits, chosen, matrix, page, size });
});

homeRoutes.get("/bureaus/:bureau", publicPage(), async (c) =>
  bureauPage(c, await readBureau(c.get("ctx"), c.req.param("bureau"))),
);

homeRoutes.get(yearsPath(), publicPage(), async (c) => {
  const ctx = c.get("ctx");
  return yearsPage(c, await readYears(ctx), demoOf(await readBureauCounts(ctx)));
});

homeRoutes.get("/years/:year{\\d{4}}", publicPage({ query: ["page", ...BUREAU_TRAITS] }), async (c) => {
  const ctx = c.get("ctx");
  const year = Number(c.req.param("year"));
  const size = REPORTS_A_PAGE;
  const chosen = traitsChosen(c.req.query());
  const shown = await readYear(ctx, year, size, (all) => requirePage(c.req.query("page"), all, size), chosen);
  return yearPage(c, { ...shown, size, demo: demoOf(await readBureauCounts(ctx)) });
});
