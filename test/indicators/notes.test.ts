import { env } from "cloudflare:test";
import { beforeAll, describe, expect, test } from "vitest";
import { examine } from "../../src/doctor/examine.ts";
import { checkPoints } from "../../src/cli/doctor/check-points.ts";
import { createContext } from "../../src/compose.ts";
import { forgetArchiveVersion } from "../../src/http/page-cache/archive-version.ts";
import { readNotes } from "../../src/indicators/notes/read-notes.ts";
import { keepPointsAgain } from "../../src/indicators/record.ts";
import { indicatorApiPath, indicatorPath } from "../../src/paths.ts";
import { commit } from "../../src/db/client.ts";
import { readMissingIndicators } from "../../src/reports/publish/missing-figures.ts";
import { call, signInAs } from "../support/console.ts";
import { draftOf, hidden, pageOf, publish, reportOf } from "../support/desk.ts";
import { ask, text } from "../support/site.ts";
import { databaseArchive } from "../support/database-archive.ts";

const ctx = createContext(env, { name: "发布员", roles: ["publisher"] });
const SLUG = "volunteer-hours";

const report = (volunteering: string, year = 2022) => `示例市溪桥区园林局${year}年度社会责任报告

一、公开陈述

本报告真实，欢迎社会监督。

二、参与社会治理

（一）志愿服务

${volunteering}
`;

let publisher = "";
let address = "";
let console_ = "";
let slug = "";

interface Point {
  bureau: string;
  year: number;
  value: number;
  left_out: string | null;
  note: { act: string; reason: string; role: string; at: string } | null;
}
async function points(): Promise<string[]> {
  forgetArchiveVersion();
  const { points: all } = await (await ask(indicatorApiPath(SLUG))).json<{ points: Point[] }>();
  return all
    .filter(({ bureau }) => bureau === slug)
    .map(({ year, value, left_out, note }) => [year, value, left_out ?? "", note?.reason ?? ""].join(" ").trim());
}

/** Fills in the form of the page that decides about the indicator. */
async function decide(path: string, act: "in" | "out", figure: string, reason: string) {
  const html = await pageOf(`${path}?indicator=${SLUG}`, publisher);
  const form = html.split("<form").find((each) => each.includes(`name="act" value="${act}"`)) ?? "";
  const place = new RegExp(`<option value="([^"]+)"[^>]*>[^<]*${figure}</option>`).exec(form)?.[1] ?? "";
  const fields = { version: hidden(form, "version"), act, indicator: SLUG, place, reason };
  return call(path, { cookie: publisher, form: act === "in" ? { ...fields, year: "2022" } : fields });
}

beforeAll(async () => {
  publisher = await signInAs("publisher");
  const draft = await draftOf(publisher, report("全年志愿服务4,608小时。另有结对服务3,900小时。"), "溪桥.txt");
  expect(await pageOf(draft, publisher)).toContain(`href="${draft}/indicators"`);
  expect(await pageOf(`${draft}/indicators`, publisher)).toMatch(/志愿服务时长[\s\S]*4,608/);
  expect((await decide(`${draft}/indicators`, "out", "4,608小时", "")).status).toBe(422);
  expect((await decide(`${draft}/indicators`, "out", "4,608小时", "这是报名的时长")).status).toBe(303);
  await publish(draft, publisher);
  address = await reportOf(draft, publisher);
  slug = address.split("/")[2] ?? "";
  console_ = `/staff/reports/${slug}/2022/indicators`;
});

test("a note made on a draft is published with it, for every reader and program", async () => {
  expect(await points()).toEqual(["2022 4608 editor 这是报名的时长"]);
  const html = await text(`${address}/figures`);
  expect(html).toMatch(/编者注[\s\S]*不列入这项指标[\s\S]*这是报名的时长[\s\S]*发布员，20/);
  const { results } = await env.DB.prepare("SELECT action FROM audit_log WHERE action LIKE '%point%'").all();
  expect(results.map(({ action }) => action)).toContain("draft.point_noted");
});

test("in the console a figure is assigned, shown with its note, and kept when rules are read again", async () => {
  expect((await decide(console_, "in", "3,900小时", "全年时长在这一句")).status).toBe(303);
  const both = ["2022 3900  全年时长在这一句", "2022 4608 editor 这是报名的时长"];
  expect(await points()).toEqual(both);
  const page = await text(`${indicatorPath(SLUG)}?bureau=${slug}`);
  expect(page).toMatch(/3,900<\/a>[\s\S]*#notes[\s\S]*id="notes"[\s\S]*列入这项指标[\s\S]*全年时长在这一句/);
  expect(await text(`${indicatorPath(SLUG)}.csv?bureau=${slug}`)).toContain("全年时长在这一句");
  await env.DB.prepare("UPDATE indicator_reports SET reader = 0").run();
  await readMissingIndicators(ctx);
  expect(await points()).toEqual(both);
});

test("a form that saw an earlier revision, and points read with earlier notes, are refused", async () => {
  const stale = { version: "7", note: "none" };
  expect((await call(`${console_}/undo`, { cookie: publisher, form: stale })).status).toBe(409);
  const place = { bureau: slug, year: 2022, number: 1 };
  const known = await readNotes(ctx, place);
  const unaware = keepPointsAgain(ctx.db, place, [], { ...known, seen: known.seen - 1 });
  await expect(commit(ctx.db, unaware)).rejects.toThrow();
  await expect(commit(ctx.db, keepPointsAgain(ctx.db, { ...place, number: 2 }, [], known))).rejects.toThrow();
  expect(await points()).toHaveLength(2);
});

test("a correction keeps the notes whose figures it keeps; taking one back lets the rules decide", async () => {
  const draft = await draftOf(publisher, report("全年志愿服务4,608小时。另有结对服务3,910小时。"), "溪桥.txt", {
    bureau: slug,
    year: "2022",
  });
  await publish(draft, publisher, { note: "更正一处时长" });
  expect(await points()).toEqual(["2022 4608 editor 这是报名的时长"]);
  const html = await pageOf(console_, publisher);
  expect(html).toContain("原文已改，不再适用");
  const undo = html.split("<form").find((each) => each.includes("撤销第1条编者注")) ?? "";
  const form = { version: hidden(undo, "version"), note: hidden(undo, "note") };
  expect((await call(`${console_}/undo`, { cookie: publisher, form })).status).toBe(303);
  expect(await points()).toEqual(["2022 4608"]);
  await expect(env.DB.prepare("DELETE FROM indicator_notes").run()).rejects.toThrow("never deleted");
});

describe("the doctor", () => {
  const found = async () =>
    (await checkPoints(databaseArchive)).filter(({ where }) => where.startsWith(slug) || where === "指标的计数");

  test("finds points that no text states, and counts that no points make; both are mended", async () => {
    expect(await found()).toEqual([]);
    await env.DB.prepare("UPDATE indicator_points SET value = 1 WHERE indicator = ? AND text = '4,608小时'")
      .bind(SLUG)
      .run();
    await env.DB.prepare("UPDATE indicator_counts SET points = json_set(points, '$.electricity', 9)").run();
    const ailments = await found();
    expect(ailments.map(({ where }) => where)).toEqual([`${slug} 2022 的指标`, "指标的计数"]);
    for (const { repair } of ailments) await repair?.();
    await readMissingIndicators(ctx);
    expect(await found()).toEqual([]);
    expect(await points()).toEqual(["2022 4608"]);
  });

  test("of a running site finds points of another revision and of a withdrawn report, from the tables alone", async () => {
    const told = async () =>
      (await examine({ ...ctx, actor: { name: "管理员", roles: ["admin"] } }, false)).findings
        .filter(({ check, where }) => check === "指标" && where.startsWith(slug))
        .map(({ where }) => where);
    expect(await told()).toEqual([]);
    const change = (set: string) =>
      env.DB.prepare(`UPDATE indicator_points SET ${set} WHERE bureau_id = (SELECT id FROM bureaus WHERE slug = ?)`)
        .bind(slug)
        .run();
    await change("revision = revision + 7");
    expect(await told()).toEqual([`${slug} 2022 的指标`]);
    await change("revision = revision - 7, hidden = 1");
    expect(await told()).toEqual([`${slug} 2022 的指标`]);
    await examine({ ...ctx, actor: { name: "管理员", roles: ["admin"] } }, true);
    await readMissingIndicators(ctx);
    expect(await told()).toEqual([]);
    expect(await points()).toEqual(["2022 4608"]);
  });
});
