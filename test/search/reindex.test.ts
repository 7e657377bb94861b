import { env } from "cloudflare:test";
import { expect, it } from "vitest";
import { createContext } from "../../src/compose.ts";
import { beginReindex, continueReindex } from "../../src/search/fts5/reindex.ts";
import { exact, publish, search } from "./archive.ts";

const admin = () => createContext(env, { name: "测试", roles: ["admin"] });

it("rebuilds the index beside the one in use, and takes in what is published meanwhile", async () => {
  for (let i = 0; i < 12; i++)
    await publish({ bureau: `ju${i}`, year: 2020, sections: [{ heading: "一、节水", text: `第${i}号雨水花园` }] });
  const previous = await publish({ bureau: "jiu", year: 2020, sections: [{ heading: "一、节水", text: "旧时水车" }] });
  await env.DB.exec("DELETE FROM sections_fts WHERE rowid < 5");
  expect((await search("雨水花园")).total).toBeLessThan(12);
  let step = await beginReindex(admin());
  step = await continueReindex(admin(), step.cursor ?? "");
  await publish({
    bureau: "jiu",
    year: 2020,
    number: 2,
    previous,
    sections: [{ heading: "一、节水", text: "新式水泵" }],
  });
  expect(await exact("新式水泵")).toHaveLength(1);
  for (let steps = 0; step.cursor !== null && steps < 20; steps++) step = await continueReindex(admin(), step.cursor);
  expect(step).toEqual({ cursor: null, done: 14, total: 14, fullTextFrom: 0 });
  expect((await search("雨水花园")).total).toBe(12);
  expect(await exact("新式水泵")).toHaveLength(1);
  expect(await exact("旧时水车")).toEqual([]);
  expect((await search("旧时水车 修订:全部")).total).toBe(1);
  await publish({ bureau: "xin", year: 2021, sections: [{ heading: "一、节水", text: "雨水花园二期" }] });
  expect((await search("雨水花园")).total).toBe(13);
});

it("refuses a cursor that is none and people who may not", async () => {
  await expect(continueReindex(admin(), "x")).rejects.toMatchObject({ code: "invalid" });
  await expect(beginReindex(createContext(env, { name: "访客", roles: [] }))).rejects.toMatchObject({
    code: "forbidden",
  });
});

it("only the rebuild that was begun last puts its index in place", async () => {
  const first = await beginReindex(admin());
  await new Promise((resolve) => setTimeout(resolve, 2));
  let second = await beginReindex(admin());
  await expect(continueReindex(admin(), first.cursor ?? "")).rejects.toMatchObject({ code: "conflict" });
  for (let steps = 0; second.cursor !== null && steps < 20; steps++)
    second = await continueReindex(admin(), second.cursor);
  expect((await search("雨水花园")).total).toBe(13);
});
