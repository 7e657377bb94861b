import { forEachFacet } from "./facets.ts";
import { z } from "@hono/zod-openapi";

const facetValues = z.array(z.object({ value: z.string(), label: z.string(), count: z.int() }).openapi("FacetValue"));

const searchHitSchema = z
  .object({
    bureau: z.string().openapi({ description: "单位代号" }),
    year: z.int(),
    revision: z.int(),
    current: z.boolean().openapi({ description: "是否现行版" }),
    section: z.string().openapi({ description: "章节代号" }),
    heading: z.string(),
    path: z.array(z.string()).openapi({ description: "各级标题，由外到内，末一项是本节" }),
    anchor: z.string().nullable().openapi({ description: "最相关的一段；null 表示在标题里" }),
    url: z.string().openapi({ format: "uri", description: "那一段的地址" }),
    snippet: z.string().openapi({ description: "HTML：匹配的字在 <mark> 与 </mark> 之间，其余已转义" }),
    score: z.number(),
    tier: z.enum(["exact", "partial"]).openapi({ description: "partial：只包含部分搜索词" }),
    matched: z
      .array(z.object({ word: z.string(), forms: z.array(z.string()), in_heading: z.boolean() }))
      .openapi({ description: "为什么列出：每个词在这一节里写作什么；forms 为空表示没有这个词" }),
  })
  .openapi("SearchHit");

export const searchResultSchema = z
  .object({
    query: z.string(),
    total: z.int().openapi({ description: "符合全部条件的节数" }),
    total_is: z.enum(["exact", "about", "at_least"]).openapi({ description: "total 是准数、约数，还是至少" }),
    partial: z.int().openapi({ description: "列在其后的部分匹配" }),
    page: z.int(),
    size: z.int(),
    took_ms: z.number(),
    engine: z.string(),
    degraded: z.boolean(),
    full_text_from: z.int().nullable().openapi({
      description: "早于这一年的报告，这次只按章节标题搜索（notices 里也会说明）；null 表示各年度的正文都查了",
    }),
    notices: z.array(z.string()),
    understood: z
      .object({
        ...forEachFacet(({ label }) => z.array(z.string()).openapi({ description: `从 q 里认出并当作筛选的${label}` })),
        rest: z.string().nullable().openapi({ description: "认出筛选以后搜索的词；null 表示按原词搜索" }),
        corrected: z
          .object({ from: z.string(), to: z.string() })
          .nullable()
          .openapi({ description: "改正的错字；plain=correction 时不改" }),
        expanded: z
          .array(z.object({ said: z.string(), forms: z.array(z.string()), searched: z.boolean() }))
          .openapi({ description: "报告里的说法；searched 为 false 时只是建议，plain=lay 时不用" }),
      })
      .openapi({ description: "怎样理解 q" }),
    hits: z.array(searchHitSchema),
    facets: z.object(forEachFacet(() => facetValues)),
  })
  .openapi("SearchResult");

export const suggestionsSchema = z
  .object({
    query: z.string(),
    suggestions: z.array(
      z.object({
        text: z.string().openapi({ description: "可以拿去搜索的词" }),
        kind: z.enum(["bureau", "heading", "phrase", "similar"]),
        bureau: z.string().optional(),
        url: z.string().optional().openapi({ format: "uri" }),
      }),
    ),
  })
  .openapi("Suggestions");
