import { env } from "cloudflare:test";
import { expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { archiveIn } from "../support/archive.ts";
import { ask, text } from "../support/site.ts";

const app = createApp();
const SETTINGS = {
  SITE_SPONSOR: "示例市文明办",
  SITE_OPERATOR: "示例信息中心",
  SITE_CONTACT: "电话 000-00000000",
  SITE_ICP: "示ICP备00000000号",
  SITE_POLICE: "示公网安备00000000000000号",
  SITE_CODE: "0000000000",
  SITE_CORRECTION_URL: "https://correct.example/",
  SITE_LOGO: "site/logo.svg",
};
const waiting = { waitUntil: () => {}, passThroughOnException: () => {}, props: {} };
const askWith = (settings: object, path: string, headers: Record<string, string> = {}) =>
  app.request(
    `https://identity-${Object.keys(settings).length}.test${path}`,
    { headers },
    { ...env, ...settings },
    waiting as never,
  );

test("who runs the site stands in the footer of every page and on /about", async () => {
  for (const path of ["/", "/search", "/nothing", "/feedback/new"]) {
    const page = await (await askWith(SETTINGS, path)).text();
    for (const told of [
      "主办：示例市文明办",
      "示ICP备00000000号",
      "网站标识码：0000000000",
      "https://correct.example/",
    ])
      expect(page, path).toContain(told);
  }
  const about = await (await askWith(SETTINGS, "/about")).text();
  for (const told of Object.values(SETTINGS).slice(0, 6)) expect(about).toContain(told);
  expect(await text("/about")).toContain("没有写明");
  expect(await text("/")).not.toContain("主办：");
});

test("the logo is what the bucket holds under the name, and nothing else of the bucket", async () => {
  expect((await askWith(SETTINGS, "/logo")).status).toBe(404);
  await env.FILES.put("site/logo.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
  const answer = await askWith(SETTINGS, "/logo");
  expect([answer.status, answer.headers.get("Content-Type")]).toEqual([200, "image/svg+xml"]);
  expect((await askWith({ ...SETTINGS, SITE_LOGO: "originals/x.svg" }, "/logo")).status).toBe(404);
});

test.each([
  ["/favicon.ico", "image/x-icon", [0, 0, 1, 0]],
  ["/apple-touch-icon.png", "image/png", [0x89, 0x50]],
  ["/card.png", "image/png", [0x89, 0x50]],
])("%s is a picture", async (path, type, magic) => {
  const answer = await ask(path);
  expect(answer.headers.get("Content-Type")).toBe(type);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect(Array.from(bytes.subarray(0, magic.length))).toEqual(magic);
  if (path === "/card.png") expect(new DataView(bytes.buffer).getUint32(16)).toBe(1200);
});

test("an address pasted out of a sentence leads to the page that was meant", async () => {
  const where = async (path: string) => {
    const answer = await ask(path, { redirect: "manual" });
    return [answer.status, answer.headers.get("Location")];
  };
  for (const tail of ["。", "）", ".", "，", "》。"])
    expect(await where(`/reports/donghu/2023/volunteering${tail}`)).toEqual([308, "/reports/donghu/2023/volunteering"]);
  expect(await where("/Reports/DongHu/2023")).toEqual([308, "/reports/donghu/2023"]);
  expect(await where("/bureaus?page=1。")).toEqual([308, "/bureaus?page=1"]);
  expect((await where("/nothing"))[0]).toBe(404);
  expect((await where("/search?q=%E3%80%82"))[0]).toBe(200);
});

test("any page's address is drawn as a QR code, and no other site's", async () => {
  const page = await text("/qr?of=/reports/donghu/2023");
  expect(page).toContain("https://gongshi.test/reports/donghu/2023");
  expect(page).toMatch(/<path stroke="#000" d="M\d+ /);
  expect(await text("/qr?of=https://evil.example/")).toContain('class="mono">https://gongshi.test/<');
  expect((await ask(`/qr?of=/${"a".repeat(2000)}`)).status).toBe(422);
});

test("a link to a report comes with a card of its title; one that cannot be drawn is the site's", async () => {
  const { bureau, report } = archiveIn(env);
  const rare = await bureau({ slug: "rare", name: "𠀀局", shortName: "𠀀局" });
  const plain = await bureau({ slug: "plain", name: "盱眙局", shortName: "盱眙局" });
  const editions = [{ sections: [[1, "one", "一", ["字"]]] as const }];
  await report(plain, 2023, editions);
  await report(rare, 2023, editions);
  const cardOf = async (path: string) => {
    const [, address] = /property="og:image" content="([^"]+)"/.exec(await text(path)) ?? [];
    return ask(new URL(address ?? "").pathname, { redirect: "manual" });
  };
  for (const path of ["/reports/plain/2023", "/reports/plain/2023/one", "/reports/plain/2023/r1"]) {
    const card = await cardOf(path);
    expect([card.status, card.headers.get("Content-Type")]).toEqual([200, "image/png"]);
    expect(card.headers.get("Cross-Origin-Resource-Policy")).toBe("cross-origin");
    expect(new DataView(await card.arrayBuffer()).getUint32(16)).toBe(1200);
  }
  const instead = await cardOf("/reports/rare/2023");
  expect([instead.status, instead.headers.get("Location")]).toEqual([302, "/card.png"]);
  expect((await ask("/reports/plain/2023/r2/card.png")).status).toBe(404);
  expect((await ask("/glyphs/04e00.bin")).status).toBe(404);
});
