import { createExecutionContext, env, waitOnExecutionContext } from "cloudflare:test";
import { createApp } from "../../src/app.ts";
import { call, HOST } from "./console.ts";

const app = createApp();

/** A report of 云门区电信局 with what the tests correct. */
export const deskReport = ({ year = 2022, people = "一百二十" } = {}) => `示例市云门区电信局${year}年度社会责任报告

一、公开陈述

本报告内容真实。接受社会监督。

二、企业概述

（一）规模与性质

现有员工${people}人。设九个部门。

（四）报告预期与展望

明年继续改进服务。

谢谢大家。
`;

/** A multipart form, as a browser sends it. */
export async function upload(path: string, fields: Record<string, string | File>, cookie: string) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const context = createExecutionContext();
  const request = new Request(HOST + path, { method: "POST", body, headers: { Cookie: cookie, Origin: HOST } });
  const response = await app.fetch(request, env, context);
  await waitOnExecutionContext(context);
  return response;
}

/** Uploads a file and answers the address of its draft. */
export async function draftOf(cookie: string, text = deskReport(), name = "云门.txt", fields = {}): Promise<string> {
  const response = await upload("/staff/publish", { file: new File([text], name), ...fields }, cookie);
  return (response.headers.get("Location") ?? "").split("?")[0] ?? "";
}

export const pageOf = async (path: string, cookie: string) => (await call(path, { cookie })).text();

export const hidden = (html: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? "";

/** The fields with which the page's form says what it showed. */
export async function seen(draft: string, cookie: string) {
  const html = await pageOf(draft, cookie);
  return Object.fromEntries(
    ["version", "number", "digest"].map((name) => [name, hidden(html.split('id="publish"')[1] ?? "", name)]),
  );
}

export const publish = async (draft: string, cookie: string, fields: Record<string, string | string[]> = {}) =>
  call(`${draft}/publish`, {
    cookie,
    form: { when: "now", note: "", accept: "bureau-new", ...(await seen(draft, cookie)), ...fields },
  });

/** The address of the report that a draft became, as the page after publishing tells it; "" before. */
export const reportOf = async (draft: string, cookie: string) =>
  /href="(\/reports\/[^/"]+\/\d{4})\/r\d+"/.exec(await pageOf(draft, cookie))?.[1] ?? "";

/** One correction, at the draft's present version. */
export async function correct(draft: string, cookie: string, at: string, fields: Record<string, string>) {
  const version = hidden(await pageOf(`${draft}/edit?at=${at}`, cookie), "version");
  return call(`${draft}/edit?at=${at}`, { cookie, form: { version, ...fields } });
}
