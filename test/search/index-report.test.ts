import { env } from "cloudflare:test";
import { expect, it } from "vitest";
import { bumpArchiveVersion } from "../../src/db/archive-version.ts";
import { commit } from "../../src/db/client.ts";
import { restoreStatements, unindexStatements } from "../../src/search/fts5/index-report.ts";
import { ctx, exact, publish, search } from "./archive.ts";

it("a revision is found at once, and only the current one unless 修订:全部 is asked", async () => {
  const previous = await publish({
    bureau: "dongqu",
    year: 2020,
    sections: [{ heading: "一、志愿", text: "养蜂场参观" }],
  });
  expect(await exact("养蜂场")).toEqual(["dongqu/2020/s0"]);
  await publish({
    bureau: "dongqu",
    year: 2020,
    number: 2,
    previous,
    sections: [{ heading: "一、志愿", text: "博物馆参观" }],
  });
  expect(await exact("养蜂场")).toEqual([]);
  expect(await exact("蜂")).toEqual([]);
  expect(await exact("博物馆")).toEqual(["dongqu/2020/s0"]);
  const all = await search("养蜂场 修订:全部");
  expect(all.hits.map((hit) => [hit.revision, hit.current, hit.tier])).toEqual([[1, false, "exact"]]);
});

it("a withdrawn report is in neither index, a restored one in both again", async () => {
  await publish({ bureau: "nanqu", year: 2021, sections: [{ heading: "一、环保", text: "屋顶光伏发电" }] });
  expect(await exact("屋顶光伏")).toHaveLength(1);
  const { db } = ctx();
  const report = await env.DB.prepare(
    "SELECT r.id FROM reports r JOIN bureaus b ON b.id = r.bureau_id WHERE b.slug = 'nanqu'",
  ).first<{ id: number }>();
  await commit(db, [...unindexStatements(db, report?.id ?? 0), bumpArchiveVersion(db)]);
  expect(await exact("屋顶光伏")).toEqual([]);
  expect(await exact("光 修订:全部")).toEqual([]);
  await commit(db, [
    ...(await restoreStatements(db, { bureau: "nanqu", year: 2021, number: 1 })),
    bumpArchiveVersion(db),
  ]);
  expect(await exact("屋顶光伏")).toHaveLength(1);
});

it("index rows are written with the revision or not at all", async () => {
  const sections = [{ heading: "一、安全", text: "消防演练三次" }];
  await publish({ bureau: "beiqu", year: 2022, sections });
  await expect(
    publish({ bureau: "beiqu", year: 2022, sections: [{ heading: "一、安全", text: "抗震演练" }] }),
  ).rejects.toThrow();
  expect(await exact("抗震演练")).toEqual([]);
  expect(await exact("消防演练")).toHaveLength(1);
});
