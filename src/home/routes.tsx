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
  readNewest,
  readYear,
  readYears,
} from "../reports/catalog/browse.ts";
import { readDirectory, traitsChosen } from "../reports/catalog/directory.ts";
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
  const [counts, newest, directory, rules] = await Promise.all([
    readCounts(ctx),
    readNewest(ctx, HOME_NEWEST),
    readDirectory(ctx),
    loadClockRules(ctx),
  ]);
  return homePage(c, { counts, newest, matrix: matrixOf(ctx, directory, counts, 1, HOME_BUREAUS), rules });
});

homeRoutes.get(bureausPath(), publicPage({ query: ["page", ...BUREAU_TRAITS] }), async (c) => {
  const ctx = c.get("ctx");
  const chosen = traitsChosen(c.req.query());
  const [counts, { bureaus, traits }] = await Promise.all([readCounts(ctx), readChosenBureaus(ctx, chosen)]);
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
  const [years, counts] = await Promise.all([readYears(ctx), readBureauCounts(ctx)]);
  return yearsPage(c, years, demoOf(counts));
});

homeRoutes.get("/years/:year{\\d{4}}", publicPage({ query: ["page", ...BUREAU_TRAITS] }), async (c) => {
  const ctx = c.get("ctx");
  const year = Number(c.req.param("year"));
  const size = REPORTS_A_PAGE;
  const chosen = traitsChosen(c.req.query());
  const [shown, counts] = await Promise.all([
    readYear(ctx, year, size, (all) => requirePage(c.req.query("page"), all, size), chosen),
    readBureauCounts(ctx),
  ]);
  return yearPage(c, { ...shown, size, demo: demoOf(counts) });
});
