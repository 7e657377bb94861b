import { beforeAll, describe, expect, test } from "vitest";
import { forgetArchiveVersion } from "../../src/http/page-cache/archive-version.ts";
import { donghu, short } from "../support/donghu.ts";
import { ask, openArchive, text } from "../support/site.ts";

let archive: Awaited<ReturnType<typeof openArchive>>;
beforeAll(async () => {
  archive = await openArchive();
});

const etagOf = async (path: string, headers = {}) => (await ask(path, { headers })).headers.get("ETag")!;

const PUBLIC = [
  "/",
  "/bureaus",
  "/years/2023",
  "/reports/donghu/2023",
  "/reports/donghu/2023/r1/relief",
  "/reports/donghu/2023.json",
  "/feeds/all.atom",
  "/sitemap.xml",
  "/api/v1/reports",
  "/api",
];

describe("a public page", () => {
  test.each(PUBLIC)("%s has a strong ETag and answers 304 to it", async (path) => {
    const etag = await etagOf(path);
    expect(etag).toMatch(/^"(?:r\d+-)?[0-9a-f]{32}"$/);
    const again = await ask(path, { headers: { "If-None-Match": `"other", W/${etag}` } });
    expect(again.status).toBe(304);
    expect(again.headers.get("ETag")).toBe(etag);
    expect(again.headers.get("Cache-Control")).toMatch(/^public, max-age=\d+/);
    expect(await again.text()).toBe("");
    expect((await ask(path, { headers: { "If-None-Match": '"other"' } })).status).toBe(200);
  });

  test("names its revision in the ETag, and the ETag is of the bytes", async () => {
    expect(await etagOf("/reports/donghu/2023")).toMatch(/^"r2-/);
    expect(await etagOf("/reports/donghu/2023/r1")).toMatch(/^"r1-/);
    expect(await etagOf("/reports/donghu/2023")).toBe(await etagOf("/reports/donghu/2023?utm_source=x"));
  });

  test("is kept apart for 长辈版", async () => {
    const large = await (await ask("/reports/donghu/2023", { headers: { Cookie: "display=large" } })).text();
    expect(large).toContain('<html lang="zh-CN" data-size="large">');
    expect(await text("/reports/donghu/2023")).not.toContain('data-size="large"');
    expect((await ask("/reports/donghu/2023")).headers.get("Vary")).toBe("Accept-Encoding, Cookie");
  });

  test.each(PUBLIC)(
    "%s answered from memory has every header of the first answer, and a number of its own",
    async (path) => {
      const headersOf = async () => Object.fromEntries((await ask(path)).headers);
      const [first, second, third] = [await headersOf(), await headersOf(), await headersOf()];
      expect(second!["x-request-id"]).not.toBe(third!["x-request-id"]);
      for (const headers of [first, second, third]) delete headers!["x-request-id"];
      expect(second).toEqual(first);
      expect(third).toEqual(first);
    },
  );

  test("a compressed answer is the same page under an ETag of its own", async () => {
    const zipped = await ask("/reports/donghu/2023", { headers: { "Accept-Encoding": "gzip" } });
    expect(zipped.headers.get("ETag")).toMatch(/-gz"$/);
    expect(await zipped.text()).toBe(await (await ask("/reports/donghu/2023")).text());
  });
});

describe("what is published", () => {
  test("shows in another isolate once the version has been read again", async () => {
    expect(await text("/years/2010").catch(() => "")).not.toContain("示例市东湖电信局2010年度社会责任报告");
    await archive.report(donghu, 2010, [short(2010)]);
    forgetArchiveVersion();
    expect(await text("/years/2010")).toContain("示例市东湖电信局2010年度社会责任报告");
  });

  test("shows at once in the isolate that wrote", async () => {
    const before = await etagOf("/reports/donghu/2010");
    await archive.revision(donghu, 2010, 2, short(2010, "改过的一句。"));
    await archive.bureau({ slug: "xinju", name: "示例市新局", shortName: "新局" });
    await ask("/bureaus", { method: "POST" });
    expect(await etagOf("/reports/donghu/2010")).not.toBe(before);
    expect(await text("/reports/donghu/2010")).toContain("改过的一句。");
  });

  test("is gone at once when it is withdrawn", async () => {
    expect((await ask("/reports/donghu/2010")).status).toBe(200);
    await archive.withdraw(donghu, 2010, "重复公示。");
    await ask("/bureaus", { method: "POST" });
    for (const path of ["/reports/donghu/2010", "/reports/donghu/2010/r1/statement", "/reports/donghu/2010/original"]) {
      expect((await ask(path)).status).toBe(410);
    }
    expect(await text("/feeds/donghu.atom")).toContain("已撤回");
    expect(await text("/sitemap.xml")).not.toContain("/reports/donghu/2010");
  });
});
