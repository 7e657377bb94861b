import { env } from "cloudflare:test";
import { parseDocument } from "htmlparser2";
import { beforeAll, describe, expect, test } from "vitest";
import { call } from "../support/console.ts";
import { openArchive, ORIGIN, ask, text } from "../support/site.ts";
import { at, submit } from "../feedback/factory.ts";

interface Element {
  name?: string;
  attribs?: Record<string, string>;
  children?: Element[];
  data?: string;
}

let number = 0;

beforeAll(async () => {
  await openArchive();
  const { id } = await submit(at("2026-03-01T00:00:00.000Z"), { bureau: "donghu", publish: "1" });
  number = id;
  await env.DB.prepare(
    `UPDATE feedback SET publication = 'published', public_title = '两处数字', public_text = '两处数字不同。',
       published_at = '2026-03-02T00:00:00.000Z' WHERE id = ?`,
  )
    .bind(id)
    .run();
  await env.DB.exec("UPDATE archive_state SET version = version + 1");
});

const bases = () => [
  "/feeds/all",
  "/feeds/donghu",
  "/feeds/sections/volunteering",
  "/feeds/indicators/staff",
  "/feeds/feedback",
  `/feeds/feedback/${number}`,
  "/feeds/press",
];

/** What RFC 4287 demands of a feed (4.1.1) and of an entry (4.1.2). */
function requireAtom(xml: string, self: string) {
  const root = (parseDocument(xml, { xmlMode: true }) as unknown as Element).children?.find(
    ({ name }) => name === "feed",
  );
  const all = (of: Element | undefined, name: string) => (of?.children ?? []).filter((child) => child.name === name);
  const one = (of: Element | undefined, name: string) => {
    expect(all(of, name), name).toHaveLength(1);
    return all(of, name)[0]?.children?.[0]?.data ?? "";
  };
  const links = all(root, "link").map(({ attribs }) => attribs ?? {});
  expect(root?.attribs?.["xmlns"]).toBe("http://www.w3.org/2005/Atom");
  expect(one(root, "id")).toBe(ORIGIN + self);
  expect(one(root, "title")).not.toBe("");
  expect(new Date(one(root, "updated")).toISOString()).toBe(one(root, "updated"));
  expect(all(root, "author")).toHaveLength(1);
  expect(links.find(({ rel }) => rel === "self")?.["href"]).toBe(ORIGIN + self);
  const entries = all(root, "entry");
  for (const entry of entries) {
    expect(one(entry, "title")).not.toBe("");
    expect(one(entry, "summary")).not.toBe("");
    expect(new Date(one(entry, "updated")).toISOString()).toBe(one(entry, "updated"));
    expect(all(entry, "link")[0]?.attribs?.["href"]).toMatch(/^https:/);
  }
  const ids = entries.map((entry) => one(entry, "id"));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeLessThanOrEqual(50);
  return ids;
}

describe("every feed", () => {
  test("is valid Atom and the same in JSON Feed 1.1", async () => {
    for (const base of bases()) {
      const atom = await ask(`${base}.atom`);
      expect(atom.headers.get("Content-Type")).toBe("application/atom+xml; charset=utf-8");
      const ids = requireAtom(await atom.text(), `${base}.atom`);
      const json = await ask(`${base}.json`);
      expect(json.headers.get("Content-Type")).toBe("application/feed+json; charset=utf-8");
      const feed = await json.json<{ version: string; feed_url: string; items: Record<string, unknown>[] }>();
      expect(feed.version).toBe("https://jsonfeed.org/version/1.1");
      expect(feed.feed_url).toBe(`${ORIGIN}${base}.json`);
      expect(feed.items.map(({ id }) => id)).toEqual(ids);
      for (const item of feed.items) expect(item["content_text"]).toEqual(expect.stringMatching(/./));
      expect(["/feeds/indicators/staff", "/feeds/press"].includes(base) || ids.length > 0, base).toBe(true);
    }
  });

  test("answers 304 to who has it", async () => {
    const etag = (await ask("/feeds/donghu.json")).headers.get("ETag") ?? "";
    expect((await ask("/feeds/donghu.json", { headers: { "If-None-Match": etag } })).status).toBe(304);
  });
});

test("a section's feed has each revision that has the section, of every bureau, with its words and what changed", async () => {
  const feed = JSON.parse(await text("/feeds/sections/volunteering.json"));
  const second = feed.items.find(({ id }: { id: string }) => id === `${ORIGIN}/reports/donghu/2023/r2/volunteering`);
  expect(second.content_text).toContain(`${ORIGIN}/reports/donghu/2023/diff/1..2`);
  expect(second.authors[0].name).toContain("东湖");
});

test("a search's feed has its query in its address, in both formats", async () => {
  const query = `?q=${encodeURIComponent("投诉")}`;
  requireAtom(await text(`/search.atom${query}`), `/search.atom${query}`);
  expect(JSON.parse(await text(`/search.json${query}`)).feed_url).toBe(`${ORIGIN}/search.json${query}`);
});

test("pages name both formats for readers to find", async () => {
  for (const [page, base] of [
    ["/", "/feeds/all"],
    ["/bureaus/donghu", "/feeds/donghu"],
    ["/indicators/staff", "/feeds/indicators/staff"],
    ["/compare?section=volunteering", "/feeds/sections/volunteering"],
    ["/reports/donghu/2023/volunteering", "/feeds/sections/volunteering"],
    [`/feedback/${number}`, `/feeds/feedback/${number}`],
  ]) {
    const html = await text(page!);
    expect(html, page).toContain(`href="${ORIGIN}${base}.atom" type="application/atom+xml"`);
    expect(html, page).toContain(`href="${ORIGIN}${base}.json" type="application/feed+json"`);
  }
});

test("a hub that is set is named in both formats and in the header, but not for searches, which it is not told of", async () => {
  const hub = "https://hub.example/";
  const asked = (path: string) => call(path, { env: { WEBSUB_HUB: hub }, host: "http://hub.test" });
  const atom = await asked("/feeds/donghu.atom");
  expect(atom.headers.get("Link")).toBe(`<${hub}>; rel="hub", <http://hub.test/feeds/donghu.atom>; rel="self"`);
  expect(await atom.text()).toContain(`<link rel="hub" href="${hub}"/>`);
  expect(await (await asked("/feeds/donghu.json")).json()).toMatchObject({ hubs: [{ type: "WebSub", url: hub }] });
  expect(await (await asked("/search.atom?q=x")).text()).not.toContain(hub);
});

describe("the page about following", () => {
  test.each([
    ["?kind=bureau&target=donghu", "/feeds/donghu.atom"],
    ["?kind=bureau&target=donghu-dianxin", "/feeds/donghu.atom"],
    ["?kind=section&target=volunteering", "/feeds/sections/volunteering.json"],
    ["?kind=indicator&target=staff", "/feeds/indicators/staff.atom"],
    [`?kind=search&q=${encodeURIComponent("投诉")}`, `/search.atom?q=${encodeURIComponent("投诉")}`],
    ["?kind=all", "/feeds/all.json"],
  ])("%s gives the address %s", async (query, address) => {
    const answer = await ask(`/follow${query}`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain(`value="${ORIGIN}${address}"`);
  });

  test.each([
    ["?kind=bureau&target=nobody", 404, "没有"],
    ["?kind=nonsense", 422, "没有这种订阅"],
    ["?kind=search&q=", 422, "请写出要订阅的搜索词"],
    [`?kind=search&q=${"x".repeat(400)}`, 422, "搜索条件太长"],
  ])("%s is refused with what to do", async (query, status, words) => {
    const answer = await ask(`/follow${query}`);
    expect(answer.status).toBe(status);
    expect(await answer.text()).toContain(words);
  });
});
