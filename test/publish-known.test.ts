import { SELF } from "cloudflare:test";
import { beforeAll, expect, test } from "vitest";
import { sha256Hex } from "../src/sha256.ts";
import { bytesOf, makeToken, reportText } from "./factories.ts";

const API = "https://gongshi.example/api/v1";
const TEXT = reportText({ bureau: "示例市秋江电信局" });
const OLD = sha256Hex(bytesOf(TEXT));
let token: string;

const post = (path: string, body: BodyInit, bearer = token) =>
  SELF.fetch(`${API}${path}`, {
    method: "POST",
    body,
    headers: {
      authorization: `Bearer ${bearer}`,
      ...(typeof body === "string" ? { "content-type": "application/json" } : {}),
    },
  });
const ask = async (...sha256: string[]) => {
  const answer = await post("/reports/known", JSON.stringify({ sha256 }));
  expect(answer.status).toBe(200);
  return answer.json<{ files: { sha256: string; revision: number }[]; database: { bytes: number; warns: boolean } }>();
};

beforeAll(async () => {
  token = await makeToken({ role: "admin" });
  for (const text of [TEXT, `${TEXT}\n更正一处。\n`]) {
    const form = new FormData();
    form.set("file", new File([text], "a.txt"));
    form.set("accept", "bureau-new");
    expect((await post("/reports", form)).status).toBe(201);
  }
});

test("an import asks which files are published, earlier revisions too, and how full the database is", async () => {
  const { files, database } = await ask("0".repeat(64), OLD, OLD);
  expect(files).toEqual([
    expect.objectContaining({
      sha256: OLD,
      bureau: "qiujiang",
      year: 2023,
      revision: 1,
      url: "/reports/qiujiang/2023",
    }),
  ]);
  expect(database.bytes).toBeGreaterThan(100_000);
  expect(database.warns).toBe(false);
});

test("the file of a withdrawn report is not known: sending it tells why it is refused", async () => {
  await post("/reports/qiujiang/2023/withdraw", JSON.stringify({ reason: "核对数字" }));
  expect((await ask(OLD)).files).toEqual([]);
});

test("it takes a publisher's token, and at most 200 proper digests", async () => {
  expect((await post("/reports/known", '{"sha256":[]}', "x".repeat(30))).status).toBe(401);
  expect((await post("/reports/known", '{"sha256":["x"]}')).status).toBe(400);
  expect((await post("/reports/known", JSON.stringify({ sha256: Array(201).fill(OLD) }))).status).toBe(400);
});
