import { beforeAll, describe, expect, test } from "vitest";
import { createContext } from "../../src/compose.ts";
import { env } from "cloudflare:test";
import { checkDirectory } from "../../src/doctor/check-directory.ts";
import { forgetArchiveVersion } from "../../src/http/page-cache/archive-version.ts";
import { changeBureau } from "../../src/reports/publish/rename.ts";
import { exact } from "../search/archive.ts";
import { ask } from "../support/site.ts";
import { openIndexedArchive } from "./archive.ts";

const admin = () => createContext(env, { name: "管理员", roles: ["admin"] });
const text = async (path: string) => (await ask(path)).text();
const json = async (path: string) => JSON.parse(await text(path));
const q = encodeURIComponent;

beforeAll(async () => {
  await openIndexedArchive();
  await changeBureau(admin(), "donghu", { region: " 东湖 区", sector: "电信" });
  await changeBureau(admin(), "yunzhan", { region: "云栈县", sector: "供水" });
  forgetArchiveVersion();
});

describe("region and sector of a bureau", () => {
  test("limit a search, typed or chosen, at once and without another index", async () => {
    expect(await exact("投诉 地区:东湖")).toHaveLength(2);
    expect(await exact("投诉 -行业:供水")).toHaveLength(2);
    expect(await exact("投诉", { region: ["云栈县"] })).toEqual(["yunzhan/2023/honest-service"]);
    expect(await exact("投诉", { sector: ["供水"], year: ["2021"] })).toEqual([]);
    const answer = await json(`/api/v1/search?q=${q("投诉")}&region=${q("东湖区")}`);
    expect(answer.total).toBe(2);
    expect(answer.facets.sector).toEqual([{ value: "电信", label: "电信", count: 2 }]);
  });

  test("are facets of the page, and a value that no bureau has is named", async () => {
    const html = await text(`/search?q=${q("投诉")}`);
    expect(html).toContain(`href="/search?q=${q("投诉")}&amp;region=${q("云栈县")}#results"`);
    expect(await text(`/search?q=${q("投诉")}&region=${q("西山区")}`)).toContain("没有地区为“西山区”的单位");
  });

  test("limit the bureaus, the reports of a year, and both lists of the API", async () => {
    const bureaus = await text(`/bureaus?region=${q("东湖区")}`);
    expect(bureaus).toContain("共1个单位");
    expect(bureaus).not.toContain('href="/bureaus/yunzhan"');
    const year = await text(`/years/2023?sector=${q("供水")}`);
    expect(year).toContain('href="/bureaus/yunzhan"');
    expect(year).not.toContain('href="/bureaus/donghu"');
    const list = await json(`/api/v1/bureaus?sector=${q("供水")}`);
    expect(list).toMatchObject({ total: 1, items: [{ slug: "yunzhan", region: "云栈县", sector: "供水" }] });
    expect(await json("/api/v1/bureaus/donghu")).toMatchObject({ region: "东湖区", sector: "电信" });
  });

  test("are taken off by an empty text; what cannot be one is refused, and the directory stays that of the tables", async () => {
    await changeBureau(admin(), "yunzhan", { region: "", sector: null });
    await expect(changeBureau(admin(), "yunzhan", { region: "<b>" })).rejects.toMatchObject({ field: "region" });
    forgetArchiveVersion();
    expect(await json("/api/v1/bureaus/yunzhan")).toMatchObject({ region: null, sector: null });
    expect(await json(`/api/v1/bureaus?sector=${q("供水")}`)).toMatchObject({ total: 0 });
    const query = async (sql: string, ...values: unknown[]) =>
      (
        await env.DB.prepare(sql)
          .bind(...values)
          .all()
      ).results;
    expect(await checkDirectory({ query } as unknown as Parameters<typeof checkDirectory>[0])).toEqual([]);
  });
});
