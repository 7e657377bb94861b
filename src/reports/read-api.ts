import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { bureauField, slugField, wholeNumber, wholeNumberShape, yearField } from "../http/api/api-fields.ts";
import { json } from "../http/api/api-routes.ts";
import type { AppEnv } from "../http/app-env.ts";
import { createApi } from "../http/api/openapi.ts";
import { publicPage } from "../http/page-cache/public-page.ts";
import { problem } from "../http/api/problem.ts";
import { dayShape } from "../fields.ts";
import { bureauPath, reportPath } from "../paths.ts";
import { traitsChosen } from "./catalog/directory.ts";
import { BUREAU_TRAITS, forEachTrait, traitLabels } from "./traits.ts";
import { readBureau, readBureauList, readReportList } from "./catalog/browse.ts";
import { revisionOn } from "./history/on-day.ts";
import { readReportText, readRevisions, readSection } from "./read.ts";
import {
  bureauDetailSchema,
  listedBureauSchema,
  pageSchemaOf,
  reportLineSchema,
  reportSchema,
  revisionSchema,
  sectionPageSchema,
} from "./schemas-api.ts";
import {
  bureauToJson,
  outlineEntryToJson,
  reportHeadToJson,
  revisionToJson,
  sectionPageToJson,
} from "./formats/to-json.ts";
import type { ReportLine } from "./view.ts";

const MOST_A_PAGE = 100;

const page = wholeNumber()
  .optional()
  .openapi({ ...wholeNumberShape(), description: "第几页，从1起" });
const size = wholeNumber(MOST_A_PAGE)
  .optional()
  .openapi({ type: "integer", minimum: 1, maximum: MOST_A_PAGE, description: "每页几条，默认20，最多100" });
const bureauParam = { bureau: bureauField };
const sectionField = slugField.openapi({ description: "章节代号，列在报告的目录里", example: "volunteering" });
const revisionField = wholeNumber().openapi({ ...wholeNumberShape(), description: "第几版，从1起" });
const reportParams = { ...bureauParam, year: yearField };
const noQuery = z.strictObject({});
const onDay = z.strictObject({
  on: dayShape.clone().optional().openapi({
    description: "那一天（北京时间）结束时有效的版本，例如 2024-05-01；不写是现行版",
    example: "2024-05-01",
  }),
});
const traitFields = forEachTrait((trait) =>
  z
    .string()
    .optional()
    .openapi({ description: `只要这一${traitLabels[trait]}的单位` }),
);

const problems = { 400: problem("参数不对，detail 说明怎样改"), 404: problem("没有找到") };
const reportProblems = { ...problems, 410: problem("报告已撤回") };
const datedProblems = { ...reportProblems, 422: problem("on 是以后的日期") };
const tags = ["读取"];

const bureausRoute = createRoute({
  method: "get",
  path: "/bureaus",
  tags,
  summary: "全部单位",
  request: { query: z.strictObject({ ...traitFields, page, size }) },
  responses: { 200: json(pageSchemaOf(listedBureauSchema, "BureauList"), "一页单位，按代号排序"), 400: problems[400] },
});

const bureauRoute = createRoute({
  method: "get",
  path: "/bureaus/{bureau}",
  tags,
  summary: "一个单位：各年度报告和缺的年度",
  request: { params: z.object(bureauParam), query: noQuery },
  responses: { 200: json(bureauDetailSchema, "单位"), ...problems },
});

const reportsRoute = createRoute({
  method: "get",
  path: "/reports",
  tags,
  summary: "报告列表，可按单位和年度筛选",
  request: { query: z.strictObject({ bureau: bureauField.optional(), year: yearField.optional(), page, size }) },
  responses: { 200: json(pageSchemaOf(reportLineSchema, "ReportList"), "一页报告，年度由新到旧"), 400: problems[400] },
});

const reportRoute = createRoute({
  method: "get",
  path: "/reports/{bureau}/{year}",
  tags,
  summary: "一份报告的现行版，或某一天有效的版本：元数据和目录",
  request: { params: z.object(reportParams), query: onDay },
  responses: { 200: json(reportSchema, "报告"), ...datedProblems },
});

const sectionRoute = createRoute({
  method: "get",
  path: "/reports/{bureau}/{year}/sections/{section}",
  tags,
  summary: "一节：自己的段落，以及下级各节",
  request: { params: z.object({ ...reportParams, section: sectionField }), query: onDay },
  responses: { 200: json(sectionPageSchema, "章节"), ...datedProblems },
});

const revisionsRoute = createRoute({
  method: "get",
  path: "/reports/{bureau}/{year}/revisions",
  tags,
  summary: "一份报告的各修订版，由新到旧",
  request: { params: z.object(reportParams), query: noQuery },
  responses: {
    200: json(z.object({ items: z.array(revisionSchema) }).openapi("RevisionList"), "修订版"),
    ...reportProblems,
  },
});

const revisionRoute = createRoute({
  method: "get",
  path: "/reports/{bureau}/{year}/revisions/{revision}",
  tags,
  summary: "某一修订版：元数据和目录",
  request: {
    params: z.object({ ...reportParams, revision: revisionField }),
    query: noQuery,
  },
  responses: { 200: json(reportSchema, "报告"), ...reportProblems },
});

/** The reading half of the API: any origin may call it. */
export function createReadApi() {
  const api = createApi();
  const kept = publicPage({
    query: ["bureau", "year", ...BUREAU_TRAITS, "page", "size", "on"],
    perDisplay: false,
    strict: true,
  });
  for (const path of ["/bureaus/*", "/reports/*"]) api.use(path, kept);
  addLists(api);
  addReports(api);
  return api;
}

function addLists(api: OpenAPIHono<AppEnv>) {
  api.openapi(bureausRoute, async (c) => {
    const { page: number = 1, size: count = 20, ...chosen } = c.req.valid("query");
    const { total, bureaus } = await readBureauList(c.get("ctx"), traitsChosen(chosen), number, count);
    const items = bureaus.map((bureau) => ({
      ...bureauToJson(bureau),
      ...forEachTrait((trait) => bureau[trait]),
    }));
    return c.json({ total, page: number, size: count, items }, 200);
  });
  api.openapi(bureauRoute, async (c) => {
    const { bureau, aliases, traits, reports, missed } = await readBureau(c.get("ctx"), c.req.valid("param").bureau);
    const origin = c.get("origin");
    const lines = reports.map((line) => lineToJson(line, origin));
    const url = origin + bureauPath(bureau.slug);
    return c.json({ ...bureauToJson(bureau), ...traits, aliases, url, reports: lines, missed_years: missed }, 200);
  });
  api.openapi(reportsRoute, async (c) => {
    const { page: number = 1, size: count = 20, ...filter } = c.req.valid("query");
    const { total, lines } = await readReportList(c.get("ctx"), filter, number, count);
    const items = lines.map((line) => lineToJson(line, c.get("origin")));
    return c.json({ total, page: number, size: count, items }, 200);
  });
}

function addReports(api: OpenAPIHono<AppEnv>) {
  const answerReport = async (ctx: AppEnv["Variables"]["ctx"], origin: string, asked: Asked) => {
    const view = await readReportText(ctx, asked.bureau, asked.year, asked.revision ?? null);
    const outline = view.sections.map((section) => outlineEntryToJson(view, section, origin));
    return { ...reportHeadToJson(view, origin), outline };
  };
  const revisionAsked = async (
    ctx: AppEnv["Variables"]["ctx"],
    { bureau, year: y }: Asked,
    on?: string,
    section?: string,
  ) => (on === undefined ? null : (await revisionOn(ctx, bureau, y, section ?? null, [on])).number);
  api.openapi(reportRoute, async (c) => {
    const asked = c.req.valid("param");
    const revision = await revisionAsked(c.get("ctx"), asked, c.req.valid("query").on);
    return c.json(await answerReport(c.get("ctx"), c.get("origin"), { ...asked, revision }), 200);
  });
  api.openapi(revisionRoute, async (c) =>
    c.json(await answerReport(c.get("ctx"), c.get("origin"), c.req.valid("param")), 200),
  );
  api.openapi(sectionRoute, async (c) => {
    const { bureau, year: y, section } = c.req.valid("param");
    const { on } = c.req.valid("query");
    const revision = await revisionAsked(c.get("ctx"), { bureau, year: y }, on, section);
    const view = await readSection(c.get("ctx"), bureau, y, section, revision);
    return c.json(sectionPageToJson(view, view.position, c.get("origin")), 200);
  });
  api.openapi(revisionsRoute, async (c) => {
    const { bureau, year: y } = c.req.valid("param");
    const history = await readRevisions(c.get("ctx"), bureau, y);
    const items = history.revisions.map((revision) => revisionToJson(history, revision, c.get("origin")));
    return c.json({ items }, 200);
  });
}

interface Asked {
  bureau: string;
  year: number;
  revision?: number | null;
}

const lineToJson = (line: ReportLine, origin: string) => ({
  bureau: bureauToJson(line.bureau),
  year: line.year,
  title: line.title,
  status: line.status,
  current_revision: line.currentRevision,
  first_published_at: line.firstPublishedAt,
  updated_at: line.updatedAt,
  withdrawn_at: line.withdrawnAt,
  url: origin + reportPath(line.bureau.slug, line.year),
});
