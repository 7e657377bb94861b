import { env } from "cloudflare:test";
import { sha256Hex } from "../src/sha256.ts";

const encoder = new TextEncoder();

/** A small invented report; `body` replaces the text of 志愿服务. */
export function reportText({ bureau = "示例市东湖电信局", year = 2023, body = "年末登记志愿者186人。" } = {}): string {
  return `${bureau}
${year}年度社会责任报告

一、公开陈述

本报告真实反映${year}年履行社会责任的情况，演示数据，内容均为虚构。

二、基本情况

（一）规模与性质

本局年末在岗员工318人，设9个部门。

三、社会责任履行情况

（一）参与社会治理

1、志愿服务

${body}

四、报告预期与展望

明年继续改进服务。
`;
}

export const bytesOf = (text: string) => encoder.encode(text);

interface TokenFacts {
  role?: string;
  days?: number;
  /** None: a token from before there were scopes. */
  scopes?: string[];
  bureaus?: string[];
  name?: string;
}

/** A bearer token, known to the database. */
export async function makeToken(facts: TokenFacts = {}): Promise<string> {
  const { role = "publisher", days = 1, scopes, bureaus = [] } = facts;
  const token = crypto.randomUUID().replaceAll("-", "");
  const expires = new Date(Date.now() + days * 86_400_000).toISOString();
  await env.DB.prepare(
    "INSERT INTO api_tokens (token_sha256, name, role, created_at, expires_at, scopes, bureaus) VALUES (?, ?, ?, ?, ?, ?, ?)",
  )
    .bind(
      sha256Hex(bytesOf(token)),
      facts.name ?? `测试 ${role}`,
      scopes ? "scoped" : role,
      new Date().toISOString(),
      expires,
      scopes ? JSON.stringify(scopes) : null,
      JSON.stringify(bureaus),
    )
    .run();
  return token;
}

export const count = async (table: string) =>
  (await env.DB.prepare(`SELECT count(*) AS n FROM ${table}`).first<{ n: number }>())?.n;
