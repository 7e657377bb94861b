import { createRoute, z } from "@hono/zod-openapi";
import { bureauField, wholeNumber, wholeNumberShape, yearField } from "../http/api/api-fields.ts";
import { json } from "../http/api/api-routes.ts";
import { createApi } from "../http/api/openapi.ts";
import { problem } from "../http/api/problem.ts";
import { publicPage } from "../http/page-cache/public-page.ts";
import { figuresPath, paragraphPath } from "../paths.ts";
import { countKept } from "./kept.ts";
import { frozenOf } from "./present.ts";
import { readReportFigures, type ReportFigures } from "./read.ts";

const place = {
  section: z.string().openapi({ description: "章节代号" }),
  anchor: z.string().openapi({ description: "段落锚点" }),
  start: z.number().int().openapi({ description: "在段落文字中的起点，按 UTF-16 计" }),
  end: z.number().int(),
  text: z.string().openapi({ description: "原文" }),
  url: z.string(),
};
const figureSchema = z
  .object({
    ...place,
    value: z.number().nullable().openapi({ description: "数值；原文隐去时为 null，区间时为下限" }),
    up_to: z.number().nullable().openapi({ description: "区间上限" }),
    unit: z.string(),
    approximate: z.boolean().openapi({ description: "原文写作约数" }),
    role: z.enum(["level", "share", "rise", "fall"]),
    label: z.string().openapi({ description: "数字前的话，说明数的是什么" }),
    noun: z.string().openapi({ description: "单位后的话" }),
  })
  .openapi("Figure");
const doubtSchema = z
  .object({
    kind: z.enum(["share", "sum", "percentages", "repeated", "change"]),
    quotations: z.array(z.object(place)).length(2).openapi({ description: "对不上的两处原文" }),
    computed: z.string(),
    message: z.string(),
  })
  .openapi("FigureDoubt", { description: "待核对：两处数字对不上，不是结论" });
const figuresSchema = z
  .object({
    bureau: z.string(),
    year: z.number().int(),
    revision: z.number().int(),
    url: z.string(),
    total: z.number().int(),
    figures: z.array(figureSchema),
    to_check: z.array(doubtSchema),
  })
  .openapi("ReportFigures");

const revision = wholeNumber()
  .optional()
  .openapi({ ...wholeNumberShape(), description: "第几版；不写为现行版" });

const figuresRoute = createRoute({
  method: "get",
  path: "/reports/{bureau}/{year}/figures",
  tags: ["读取"],
  summary: "一份报告写明的数字，连同段落；以及待核对的数字",
  request: { params: z.object({ bureau: bureauField, year: yearField }), query: z.strictObject({ revision }) },
  responses: {
    200: json(figuresSchema, "数字"),
    400: problem("参数不对，detail 说明怎样改"),
    404: problem("没有找到"),
    410: problem("报告已撤回"),
  },
});

export function createFiguresApi() {
  const api = createApi();
  api.use("/reports/:bureau/:year/figures", publicPage({ query: ["revision"], perDisplay: false, strict: true }));
  api.openapi(figuresRoute, async (c) => {
    const { bureau, year } = c.req.valid("param");
    const { revision = null } = c.req.valid("query");
    return c.json(toJson(await readReportFigures(c.get("ctx"), bureau, year, revision), c.get("origin")), 200);
  });
  return api;
}

function toJson({ view, figures }: ReportFigures, origin: string) {
  const { bureau, year, revision } = view;
  const at = (section: string, anchor: string) =>
    origin + paragraphPath(bureau.slug, year, section, anchor, revision.number);
  return {
    bureau: bureau.slug,
    year,
    revision: revision.number,
    url: origin + figuresPath(bureau.slug, year, frozenOf(view)),
    total: countKept(figures),
    figures: figures.sections.flatMap(({ section, list }) =>
      list.map(({ upTo, ...figure }) => ({ ...figure, up_to: upTo, section, url: at(section, figure.anchor) })),
    ),
    to_check: figures.doubts.map(({ quotations, ...doubt }) => ({
      ...doubt,
      quotations: quotations.map((quotation) => ({ ...quotation, url: at(quotation.section, quotation.anchor) })),
    })),
  };
}
