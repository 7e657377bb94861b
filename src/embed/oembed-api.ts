import { createRoute, z } from "@hono/zod-openapi";
import { json } from "../http/api/api-routes.ts";
import { createApi } from "../http/api/openapi.ts";
import { problem, problemResponse } from "../http/api/problem.ts";
import { publicPage } from "../http/page-cache/public-page.ts";
import { oembedPath } from "../paths.ts";
import { composeOembed } from "./oembed.ts";

const LONGEST_ADDRESS = 2000;
const PARAMETERS = ["url", "format", "maxwidth", "maxheight"];

const pixels = (what: string) =>
  z
    .string()
    .regex(/^[1-9]\d{0,4}$/, `${what}应是从1起的整数，以像素计，例如 600`)
    .transform(Number)
    .optional()
    .openapi({ type: "integer", minimum: 1, maximum: 99_999, description: `${what}，以像素计` });

/** Consumers send parameters of their own (dnt, lang, …), which change nothing: this object is not strict. */
const query = z.object({
  url: z
    .string("缺少 url：请写本站的报告、章节、段落或指标的网址")
    .max(LONGEST_ADDRESS, `网址最多${LONGEST_ADDRESS}个字符`)
    .openapi({ description: "本站的报告、章节、段落（#p-…）或指标的网址" }),
  format: z.string().optional().openapi({ description: "只有 json；别的答 501" }),
  maxwidth: pixels("最大宽度"),
  maxheight: pixels("最大高度"),
});

const oembedSchema = z
  .object({
    version: z.literal("1.0"),
    type: z.literal("rich"),
    title: z.string(),
    author_name: z.string(),
    author_url: z.string(),
    provider_name: z.string(),
    provider_url: z.string(),
    cache_age: z.int(),
    width: z.int(),
    height: z.int(),
    html: z.string().openapi({ description: "嵌入代码：固定在今天这一版，有新版时框中会说明" }),
  })
  .openapi("Oembed");

const route = createRoute({
  method: "get",
  path: oembedPath(),
  tags: ["嵌入"],
  summary: "oEmbed：本站一个网址的嵌入代码",
  request: { query },
  responses: {
    200: json(oembedSchema, "oEmbed 1.0，rich"),
    400: problem("参数不对，detail 说明怎样改"),
    404: problem("不是本站可以嵌入的网址，或没有这个内容"),
    410: problem("报告已撤回"),
    501: problem("只提供 JSON 格式"),
  },
});

export function createOembedApi() {
  const api = createApi();
  api.use(oembedPath(), publicPage({ query: PARAMETERS, perDisplay: false, cacheControl: "public, max-age=300" }));
  api.openapi(route, async (c) => {
    const { format = "json", ...asked } = c.req.valid("query");
    if (format !== "json")
      return problemResponse(c, {
        code: "unsupported",
        status: 501,
        title: "格式不支持",
        detail: "oEmbed 只提供 JSON 格式：请用 format=json。",
      }) as never;
    return c.json(await composeOembed(c.get("ctx"), c.get("origin"), asked), 200);
  });
  return api;
}
