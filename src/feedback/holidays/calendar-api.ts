import { createRoute, z } from "@hono/zod-openapi";
import { yearField } from "../../http/api/api-fields.ts";
import { json, jsonBody, tokenProblems, withToken } from "../../http/api/api-routes.ts";
import { createApi } from "../../http/api/openapi.ts";
import { problem } from "../../http/api/problem.ts";
import { staffContext } from "../../staff/staff-context.ts";
import { forgetCalendarYear, readCalendar, saveCalendarYear } from "./holidays.ts";

const LARGEST = 100;
const day = z.string().max(10).openapi({ format: "date" });
const days = z.array(day).max(LARGEST);
const entered = {
  source: z.string().max(200).openapi({ description: "依据，例如“国务院办公厅关于2027年部分节假日安排的通知”" }),
  off: days.openapi({ description: "放假的日子，要有元旦" }),
  work: days.openapi({ description: "调休上班的周六、周日" }),
};
const yearSchema = z.object({ year: z.int(), ...entered }).openapi("CalendarYear");
const calendarSchema = z
  .object({
    sources: z
      .record(z.string(), z.string().nullable())
      .openapi({ description: "各年的节假日安排据谁；null 是尚未公布，只按周末和元旦、劳动节、国庆计" }),
    years: z.array(yearSchema).openapi({ description: "由管理员登记的年度" }),
  })
  .openapi("Calendar");

const params = z.object({ year: yearField });
const readRoute = createRoute({
  method: "get",
  path: "/calendar",
  tags: ["监督意见"],
  summary: "期限用的节假日日历",
  request: { query: z.strictObject({}) },
  responses: {
    200: json(calendarSchema, "各年的来源和登记的日子"),
    400: problem("参数不对，detail 说明怎样改"),
  },
});
const saveRoute = createRoute({
  ...withToken,
  method: "put",
  path: "/calendar/{year}",
  summary: "登记一年的节假日安排，在办的期限随后重算；需要“管理”权限",
  request: { params, ...jsonBody(z.strictObject(entered)) },
  responses: {
    200: json(yearSchema, "已登记"),
    400: problem("格式不对"),
    ...tokenProblems,
    422: problem("日子不对，detail 说明怎样改"),
  },
});
const forgetRoute = createRoute({
  ...withToken,
  method: "delete",
  path: "/calendar/{year}",
  summary: "撤去登记的一年，改回自带的日历；需要“管理”权限",
  request: { params },
  responses: {
    204: { description: "已撤去" },
    400: problem("年度不对"),
    ...tokenProblems,
    404: problem("没有登记过"),
  },
});

export function createCalendarApi() {
  const api = createApi();
  api.openapi(readRoute, async (c) => {
    const { years, sources } = await readCalendar(c.get("ctx"));
    return c.json(
      { sources, years: years.map((year) => ({ ...year, off: [...year.off], work: [...year.work] })) },
      200,
    );
  });
  api.openapi(saveRoute, async (c) => {
    const { year } = c.req.valid("param");
    const saved = await saveCalendarYear(await staffContext(c), { year, ...c.req.valid("json") });
    return c.json({ ...saved, off: [...saved.off], work: [...saved.work] }, 200);
  });
  api.openapi(forgetRoute, async (c) => {
    await forgetCalendarYear(await staffContext(c), c.req.valid("param").year);
    return c.body(null, 204);
  });
  return api;
}
