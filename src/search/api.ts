import { createRoute, z } from "@hono/zod-openapi";
import { AppError } from "../errors.ts";
import { json } from "../http/api/api-routes.ts";
import { keepUnlessDegraded } from "../http/page-cache/keep-unless-degraded.ts";
import { publicPage } from "../http/page-cache/public-page.ts";
import { createApi } from "../http/api/openapi.ts";
import { problem } from "../http/api/problem.ts";
import { bureauPath } from "../paths.ts";
import { parseSearchAddress, sameSearch, toParams } from "./address.ts";
import { knownBureaus } from "./page/known-facets.ts";
import { type Facet, FACET_KINDS, forEachFacet } from "./facets.ts";
import { searchResultSchema, suggestionsSchema } from "./schemas-api.ts";
import { DEFAULT_SIZE, LARGEST_SIZE, PLAIN, searchReports } from "./search-reports.ts";
import { suggest } from "./suggest/suggest.ts";
import { searchResultToJson } from "./page/to-json.ts";
import { searchWords } from "./words.ts";

const LONGEST_QUERY = 2000;
const LONGEST_PREFIX = 200;
const MOST_VALUES = 50;
const DEEPEST_HIT = 1000;

const manyOf = (item: z.ZodType<string>, description: string, values: Facet["values"] = {}) =>
  z
    .preprocess(
      (value) => (typeof value === "string" ? [value] : value),
      z.array(item).max(MOST_VALUES, searchWords.tooManyFacets),
    )
    .optional()
    .openapi({
      param: { style: "form", explode: true },
      type: "array",
      items: { type: "string", ...values },
      maxItems: MOST_VALUES,
      description,
    });

const wholeNumber = (most: number, message: string) =>
  z
    .string()
    .regex(/^[1-9]\d{0,8}$/, { error: message, abort: true })
    .transform(Number)
    .refine((n) => n <= most, message);

const text = (longest: number, message: string) =>
  z.string().refine((value) => Array.from(value).length <= longest, message);

const searchQuery = z.strictObject({
  q: text(LONGEST_QUERY, searchWords.badQuery).optional().openapi({
    maxLength: LONGEST_QUERY,
    description: "要找的词；可用“短语”、-排除、标题:、单位:、年:2016-2019、章节:、修订:全部",
    example: "志愿服务",
  }),
  ...forEachFacet(({ describe, refuse, refuseInApi, values }) =>
    manyOf(
      z.string().superRefine((value, ctx) => {
        const message = refuse?.(value) ?? refuseInApi?.(value);
        if (message !== undefined) ctx.addIssue({ code: "custom", message });
      }),
      `${describe}，可重复`,
      values,
    ),
  ),
  plain: manyOf(z.enum(PLAIN, { error: searchWords.badPlain }), "哪些按原样搜索、不去理解，可重复", {
    enum: [...PLAIN],
  }),
  sort: z.enum(["relevance", "newest"], { error: searchWords.badSort }).optional().openapi({
    description: "relevance：最相关的在前（默认）；newest：公示时间新到旧",
  }),
  page: wholeNumber(DEEPEST_HIT, searchWords.badPage).optional().openapi({
    type: "integer",
    minimum: 1,
    maximum: DEEPEST_HIT,
    description: "第几页，从1起；最多翻到第1000条",
  }),
  size: wholeNumber(LARGEST_SIZE, searchWords.badSize)
    .optional()
    .openapi({
      type: "integer",
      minimum: 1,
      maximum: LARGEST_SIZE,
      description: `每页几条，默认${DEFAULT_SIZE}，最多${LARGEST_SIZE}`,
    }),
});

/** Rules that concern several fields, which no schema of one field can hold. Throws `invalid`. */
function requireQuestion(query: z.output<typeof searchQuery>) {
  const { page = 1, size = DEFAULT_SIZE } = query;
  if (!query.q?.trim() && !FACET_KINDS.some((kind) => query[kind]))
    throw new AppError("invalid", searchWords.needQuery, "q");
  if (page * size > DEEPEST_HIT + size) throw new AppError("invalid", searchWords.badPage, "page");
}

const problems = { 400: problem("参数不对，detail 说明怎样改") };
const tags = ["搜索"];

const searchRoute = createRoute({
  method: "get",
  path: "/search",
  tags,
  summary: "在报告原文里搜索",
  request: { query: searchQuery },
  responses: {
    200: json(searchResultSchema, "一页结果，符合全部条件的在前"),
    ...problems,
    422: problem("没有要找的词或范围，没有这个单位，或翻得太远"),
  },
});

const suggestRoute = createRoute({
  method: "get",
  path: "/suggest",
  tags,
  summary: "边输入边建议：单位、标题，以及读音相近的",
  request: {
    query: z.strictObject({
      q: text(LONGEST_PREFIX, searchWords.badPrefix).openapi({
        maxLength: LONGEST_PREFIX,
        description: "已输入的文字",
        example: "志愿",
      }),
    }),
  },
  responses: { 200: json(suggestionsSchema, "建议，至多8条"), ...problems },
});

/** Search for software: any origin may call it. */
export function createSearchApi() {
  const api = createApi();
  api.use("/search", publicPage({ sameQuery: sameSearch, perDisplay: false }));
  api.use("/suggest", publicPage({ query: ["q"], strict: true, perDisplay: false }));
  api.openapi(searchRoute, async (c) => {
    const ctx = c.get("ctx");
    requireQuestion(c.req.valid("query"));
    const address = parseSearchAddress(c.req.queries());
    const { slugs, unknown } = await knownBureaus(ctx, address.bureau);
    if (unknown[0] !== undefined) throw new AppError("invalid", searchWords.badBureau(unknown[0]), "bureau");
    const result = await searchReports(ctx, { ...toParams(address), bureau: slugs });
    keepUnlessDegraded(c, [result]);
    return c.json(searchResultToJson(result, c.get("origin")), 200);
  });
  api.openapi(suggestRoute, async (c) => {
    const { q } = c.req.valid("query");
    const suggestions = await suggest(c.get("ctx"), q);
    const origin = c.get("origin");
    const withUrls = suggestions.map(({ text: suggested, kind, bureau }) => ({
      text: suggested,
      kind,
      ...(bureau === undefined ? {} : { bureau, url: origin + bureauPath(bureau) }),
    }));
    return c.json({ query: q, suggestions: withUrls }, 200);
  });
  return api;
}
