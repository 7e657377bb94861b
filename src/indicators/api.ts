import { createRoute, z } from "@hono/zod-openapi";
import { bureauField, slugField } from "../http/api/api-fields.ts";
import { json } from "../http/api/api-routes.ts";
import { createApi } from "../http/api/openapi.ts";
import { publicPage } from "../http/page-cache/public-page.ts";
import { problem } from "../http/api/problem.ts";
import { indicatorPath, paragraphPath } from "../paths.ts";
import type { ListedBureau } from "../reports/catalog/directory.ts";
import { EVERY_SERIES, type IndicatorSeries, listIndicators, readIndicator } from "./read.ts";
import { EXCLUSION_REASONS } from "./reading/exclusion.ts";
import type { StoredPoint } from "./reading/points.ts";

const indicatorField = slugField.openapi({
  description: "指标代号，见 GET indicators",
  example: "volunteer-hours",
});

const headFields = {
  slug: z.string(),
  name: z.string(),
  definition: z.string(),
  section: z.string().openapi({ description: "标准章节代号" }),
  kind: z.enum(["amount", "rate", "share", "change"]).openapi({ description: "数量、比率、占比、变化（下降为负数）" }),
  unit: z.string(),
  url: z.string(),
};
const pointSchema = z
  .object({
    bureau: bureauField,
    year: z.number().int().openapi({ description: "数值所属的年度" }),
    value: z.number().nullable().openapi({ description: "以 unit 计；报告隐去时为 null" }),
    up_to: z.number().nullable().openapi({ description: "区间上限" }),
    unit: z.string(),
    approximate: z.boolean(),
    to_check: z.boolean().openapi({ description: "另一份报告对同一年度写了不同的数值" }),
    left_out: z.enum(EXCLUSION_REASONS).nullable().openapi({ description: "不列入数列的原因；列入的为 null" }),
    stated_in: z.number().int().openapi({ description: "写明它的报告的年度" }),
    revision: z.number().int(),
    section: z.string(),
    anchor: z.string(),
    start: z.number().int().openapi({ description: "在段落文字中的起点，按 UTF-16 计" }),
    end: z.number().int(),
    text: z.string().openapi({ description: "原文" }),
    label: z.string().openapi({ description: "数字前的话" }),
    note: z
      .object({
        act: z.enum(["out", "in"]).openapi({ description: "out：移出这项指标；in：列入这项指标" }),
        reason: z.string(),
        role: z.string().openapi({ description: "编者的角色" }),
        at: z.string().openapi({ format: "date-time" }),
      })
      .nullable()
      .openapi({ description: "编者注；没有时为 null，数值按规则读出" }),
    url: z.string(),
  })
  .openapi("IndicatorPoint");
const listSchema = z
  .object({ items: z.array(z.object({ ...headFields, points: z.number().int() }).openapi("Indicator")) })
  .openapi("Indicators");
const indicatorSchema = z.object({ ...headFields, points: z.array(pointSchema) }).openapi("IndicatorSeries");

const listRoute = createRoute({
  method: "get",
  path: "/indicators",
  tags: ["读取"],
  summary: "全部指标及各有多少个数值",
  request: { query: z.strictObject({}) },
  responses: { 200: json(listSchema, "指标"), 400: problem("参数不对，detail 说明怎样改") },
});
const oneRoute = createRoute({
  method: "get",
  path: "/indicators/{indicator}",
  tags: ["读取"],
  summary: "一项指标在各单位、各年度的数值，每个都有出处",
  request: { params: z.object({ indicator: indicatorField }), query: z.strictObject({}) },
  responses: {
    200: json(indicatorSchema, "数值"),
    400: problem("参数不对，detail 说明怎样改"),
    404: problem("没有这项指标"),
  },
});

export function createIndicatorsApi() {
  const api = createApi();
  api.use("/indicators", publicPage({ perDisplay: false, strict: true }));
  api.use("/indicators/:indicator", publicPage({ perDisplay: false, strict: true }));
  api.openapi(listRoute, async (c) => {
    const listed = await listIndicators(c.get("ctx"));
    const origin = c.get("origin");
    return c.json({ items: listed.map(({ indicator, points }) => ({ ...toHead(indicator, origin), points })) }, 200);
  });
  api.openapi(oneRoute, async (c) => {
    const found = await readIndicator(c.get("ctx"), c.req.valid("param").indicator, EVERY_SERIES);
    return c.json({ ...toHead(found.indicator, c.get("origin")), points: toPoints(found, c.get("origin")) }, 200);
  });
  return api;
}

function toHead({ slug, name, definition, section, kind, unit }: IndicatorSeries["indicator"], origin: string) {
  return { slug, name, definition, section, kind, unit, url: origin + indicatorPath(slug) };
}

function toPoints({ indicator, series, leftOut, notes }: IndicatorSeries, origin: string) {
  const noteOf = (id: string | null) => {
    const note = notes.get(id ?? "");
    return note ? { act: note.act, reason: note.reason, role: note.role, at: note.at } : null;
  };
  const point = (bureau: ListedBureau, stored: StoredPoint, differs: boolean) => {
    const { year, value, upTo, approximate, statedIn, revision, section, anchor, start, end, text, label } = stored;
    return {
      bureau: bureau.name.slug,
      year,
      value,
      up_to: upTo,
      unit: indicator.unit,
      approximate,
      to_check: differs,
      left_out: stored.leftOut,
      stated_in: statedIn,
      revision,
      section,
      anchor,
      start,
      end,
      text,
      label,
      note: noteOf(stored.note),
      url: origin + paragraphPath(bureau.name.slug, statedIn, section, anchor, revision),
    };
  };
  return [
    ...series.flatMap(({ bureau, cells }) =>
      cells.flatMap((cell) =>
        cell.point ? [cell.point, ...cell.also].map((stored) => point(bureau, stored, cell.differs)) : [],
      ),
    ),
    ...leftOut.map(({ bureau, point: stored }) => point(bureau, stored, false)),
  ];
}
