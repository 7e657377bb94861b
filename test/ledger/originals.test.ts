import { env, exports } from "cloudflare:workers";
import { expect, test } from "vitest";
import { createContext } from "../../src/compose.ts";
import { keepOriginal, originalKey } from "../../src/reports/originals.ts";
import { publishReport } from "../../src/reports/publish/publish.ts";
import { sha256Hex } from "../../src/sha256.ts";
import { bytesOf, reportText } from "../factories.ts";

const ctx = createContext(env, { name: "测试", roles: ["publisher"] });
const get = (path: string) => exports.default.fetch(new Request(`http://site.test${path}`));

test("an original comes back byte for byte, with its digest", async () => {
  const bytes = bytesOf(reportText({ bureau: "示例市原件电信局" }));
  const { bureau, fileSha256 } = await publishReport(ctx, { bytes, fileName: "a.txt" });
  const answer = await get(`/reports/${bureau}/2023/r1/original`);
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes);
  const digest = btoa(String.fromCharCode(...fileSha256.match(/../g)!.map((pair) => Number.parseInt(pair, 16))));
  expect(answer.headers.get("repr-digest")).toBe(`sha-256=:${digest}:`);
});

test("an original changed in storage is not handed out", async () => {
  const bytes = bytesOf(reportText({ bureau: "示例市换件电信局" }));
  const { bureau, fileSha256 } = await publishReport(ctx, { bytes, fileName: "a.txt" });
  await env.FILES.put(originalKey(fileSha256), bytes.with(5, bytes[5]! ^ 1));
  const answer = await get(`/reports/${bureau}/2023/original`);
  expect(answer.status).toBe(503);
  expect(await answer.text()).toContain("指纹不符");
});

test("an original is written once, under no other digest than its own", async () => {
  const bytes = bytesOf("一份原件");
  const digest = sha256Hex(bytes);
  await keepOriginal(ctx, digest, bytes);
  await keepOriginal(ctx, digest, bytes);
  await expect(keepOriginal(ctx, sha256Hex(bytesOf("另一份")), bytes)).rejects.toThrow();
  expect(await env.FILES.head(originalKey(sha256Hex(bytesOf("另一份"))))).toBeNull();
  await env.FILES.put(originalKey(digest), bytesOf("换过的"));
  await expect(keepOriginal(ctx, digest, bytes)).rejects.toMatchObject({ code: "unavailable" });
});
