import { problem } from "./problem.ts";

/** A JSON answer or body as a route describes it. */
export const json = <T>(schema: T, description: string) => ({
  content: { "application/json": { schema } },
  description,
});

export const jsonBody = <T>(schema: T) => ({
  body: { required: true, content: { "application/json": { schema } } },
});

/** Routes for staff and their programs: a bearer token, and the answers without a good one. */
export const withToken = { tags: ["工作人员"], security: [{ bearer: [] }] };
export const tokenProblems = {
  401: problem("没有令牌，或令牌无效、已过期"),
  403: problem("令牌没有此项权限"),
};
