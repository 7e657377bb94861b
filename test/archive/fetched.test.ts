import { beforeAll, describe, expect, test } from "vitest";
import { ask, openArchive } from "../support/site.ts";

beforeAll(openArchive);

const ORIGINAL = "/reports/donghu/2023/r1/original";
const header = async (path: string, name: string, headers = {}, method = "GET") =>
  (await ask(path, { method, headers })).headers.get(name);

describe("any origin may read what stands for software", () => {
  test.each([
    "/reports/donghu/2023.json",
    "/reports/donghu/2023/r1/relief.csl.json",
    "/reports/donghu/2023.bib",
    "/feeds/all.atom",
    "/search.atom?q=志愿",
    "/indicators/staff.csv",
    ORIGINAL,
    "/ledger/checkpoint",
  ])("%s, first and kept, with its error", async (path) => {
    for (const expected of [200, 200, 200]) {
      const answer = await ask(path, { headers: { Origin: "https://news.example" } });
      expect([expected, 404]).toContain(answer.status);
      expect(answer.headers.get("Access-Control-Allow-Origin")).toBe("*");
      expect(answer.headers.get("Cross-Origin-Resource-Policy")).toBe("cross-origin");
      expect(answer.headers.get("Access-Control-Allow-Credentials")).toBeNull();
    }
  });

  test.each(["/reports/donghu/2099.json", "/reports/liuyin/2018.json", "/feeds/nobody.atom"])(
    "the error of %s can be read too",
    async (path) => {
      const answer = await ask(path);
      expect(answer.status).toBeGreaterThanOrEqual(404);
      expect(answer.headers.get("Access-Control-Allow-Origin")).toBe("*");
    },
  );

  test.each(["/", "/reports/donghu/2023", "/staff", "/staff/audit.csv", "/feedback/new"])("not %s", async (path) => {
    expect(await header(path, "Access-Control-Allow-Origin")).toBeNull();
  });

  test("a browser that asks beforehand is told what it may send; for writing it is told nothing", async () => {
    const preflight = (method: string) =>
      ask(ORIGINAL, { method: "OPTIONS", headers: { "Access-Control-Request-Method": method } });
    const answer = await preflight("GET");
    expect(answer.status).toBe(204);
    expect(answer.headers.get("Access-Control-Allow-Headers")).toContain("Range");
    expect(answer.headers.get("Access-Control-Allow-Methods")).toBe("GET, HEAD");
    expect((await preflight("DELETE")).headers.get("Access-Control-Allow-Methods")).toBeNull();
  });
});

describe("methods", () => {
  test.each([
    ["/reports/donghu/2023", "GET, HEAD, OPTIONS"],
    ["/feeds/all.atom", "GET, HEAD, OPTIONS"],
    ["/feedback/new", "GET, HEAD, POST, OPTIONS"],
  ])("OPTIONS %s answers 204 with Allow: %s, and what is not there 405 with the same", async (path, allowed) => {
    const answer = await ask(path, { method: "OPTIONS" });
    expect(answer.status).toBe(204);
    expect(answer.headers.get("Allow")).toBe(allowed);
    expect(await answer.text()).toBe("");
    const refused = await ask(path, { method: "DELETE" });
    expect(refused.status).toBe(405);
    expect(refused.headers.get("Allow")).toBe(allowed);
  });

  test("OPTIONS of what is nowhere answers 404", async () => {
    expect((await ask("/nothing", { method: "OPTIONS" })).status).toBe(404);
  });

  test.each(["/reports/donghu/2023.json", "/feeds/all.atom", ORIGINAL])(
    "HEAD %s has the headers of GET and no body",
    async (path) => {
      const [get, head] = [await ask(path), await ask(path, { method: "HEAD" })];
      expect(await head.text()).toBe("");
      for (const name of ["ETag", "Content-Type", "Link", "Last-Modified", "Accept-Ranges"])
        expect(head.headers.get(name), name).toBe(get.headers.get(name));
    },
  );
});

/** Every kind of thing that software fetches. `kept`: pages in memory, with a strong tag and no ranges; `file`: bytes in the store. */
const KINDS: [path: string, kind: "kept" | "file"][] = [
  ["/reports/donghu/2023.json", "kept"],
  ["/reports/donghu/2023/r1/volunteering.json", "kept"],
  ["/reports/donghu/2023.csl.json", "kept"],
  ["/reports/donghu/2023/volunteering.csl.json", "kept"],
  ["/reports/donghu/2023.bib", "kept"],
  ["/reports/donghu/2023.ris", "kept"],
  ["/reports/donghu/2023.md", "kept"],
  ["/reports/donghu/2023.txt", "kept"],
  ["/feeds/all.atom", "kept"],
  ["/feeds/all.json", "kept"],
  ["/feeds/donghu.atom", "kept"],
  ["/feeds/sections/volunteering.json", "kept"],
  ["/feeds/press.atom", "kept"],
  ["/search.atom?q=志愿", "kept"],
  ["/indicators/staff.csv", "kept"],
  ["/press.csv", "kept"],
  ["/data/changes.json", "kept"],
  ["/timemap/reports/donghu/2023", "kept"],
  [ORIGINAL, "file"],
];

describe.each(KINDS)("%s as RFC 9110 says", (path, kind) => {
  const statusOf = async (headers: Record<string, string>, method = "GET") =>
    (await ask(path, { method, headers })).status;

  test("HEAD has the headers of GET and no body; OPTIONS tells the methods, another one is refused with them", async () => {
    const [get, head] = [await ask(path), await ask(path, { method: "HEAD" })];
    expect([get.status, head.status, await head.text()]).toEqual([200, 200, ""]);
    const names = ["ETag", "Content-Type", "Link", "Last-Modified", "Accept-Ranges", "Cache-Control", "Vary"];
    for (const name of [...names, "Access-Control-Allow-Origin"])
      expect(head.headers.get(name), name).toBe(get.headers.get(name));
    expect(get.headers.get("Access-Control-Allow-Origin")).toBe("*");
    const options = await ask(path, { method: "OPTIONS" });
    expect([options.status, options.headers.get("Allow")]).toEqual([204, "GET, HEAD, OPTIONS"]);
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      const refused = await ask(path, { method });
      expect([refused.status, refused.headers.get("Allow")], method).toEqual([405, "GET, HEAD, OPTIONS"]);
    }
  });

  test("conditions are read for GET and HEAD alike; 304 has the tag and no body, open to any origin", async () => {
    const etag = (await header(path, "ETag"))!;
    expect(etag).toMatch(/^"[^"]+"$/);
    for (const method of ["GET", "HEAD"]) {
      const same = await ask(path, { method, headers: { "If-None-Match": `"other", W/${etag}` } });
      expect([same.status, await same.text(), same.headers.get("ETag")]).toEqual([304, "", etag]);
      expect(same.headers.get("Access-Control-Allow-Origin")).toBe("*");
      expect(await statusOf({ "If-None-Match": "*" }, method)).toBe(304);
      expect(await statusOf({ "If-None-Match": '"other"' }, method)).toBe(200);
      expect(await statusOf({ "If-Match": etag }, method)).toBe(200);
      expect(await statusOf({ "If-Match": '"other"' }, method)).toBe(412);
      expect(await statusOf({ "If-Match": `W/${etag}` }, method)).toBe(412);
    }
  });

  test(kind === "file" ? "a range is sent" : "no range is offered; who asks for one gets the whole", async () => {
    const answer = await ask(path, { headers: { Range: "bytes=0-3" } });
    expect(answer.status).toBe(kind === "file" ? 206 : 200);
    expect(answer.headers.get("Accept-Ranges")).toBe(kind === "file" ? "bytes" : null);
    const whole = (await (await ask(path)).arrayBuffer()).byteLength;
    expect((await answer.arrayBuffer()).byteLength).toBe(kind === "file" ? 4 : whole);
  });

  test("a browser elsewhere may ask for it with a condition or a range", async () => {
    const headers = { Origin: "https://news.example", "Access-Control-Request-Method": "GET" };
    const answer = await ask(path, { method: "OPTIONS", headers });
    expect([answer.status, answer.headers.get("Access-Control-Allow-Origin")]).toEqual([204, "*"]);
    for (const name of ["If-None-Match", "Range"])
      expect(answer.headers.get("Access-Control-Allow-Headers")).toContain(name);
  });
});

describe("an original in pieces", () => {
  const whole = async () => new Uint8Array(await (await ask(ORIGINAL)).arrayBuffer());
  const piece = async (range: string, more = {}) => ask(ORIGINAL, { headers: { Range: range, ...more } });

  test("one range and one suffix are sent as 206, and put together they are the file", async () => {
    const bytes = await whole();
    const size = bytes.byteLength;
    const [head, tail] = [await piece("bytes=0-99"), await piece(`bytes=-${size - 100}`)];
    expect([head.status, tail.status]).toEqual([206, 206]);
    expect(head.headers.get("Content-Range")).toBe(`bytes 0-99/${size}`);
    expect(tail.headers.get("Content-Range")).toBe(`bytes 100-${size - 1}/${size}`);
    expect(head.headers.get("Accept-Ranges")).toBe("bytes");
    const joined = [...new Uint8Array(await head.arrayBuffer()), ...new Uint8Array(await tail.arrayBuffer())];
    expect(joined).toEqual([...bytes]);
  });

  test("a range that is outside is 416 and says how large the file is; several and other units get the whole", async () => {
    const size = (await whole()).byteLength;
    const outside = await piece(`bytes=${size}-`);
    expect(outside.status).toBe(416);
    expect(outside.headers.get("Content-Range")).toBe(`bytes */${size}`);
    expect(await outside.text()).toContain(`文件共${size}字节`);
    expect((await piece("bytes=x-y")).status).toBe(416);
    for (const range of ["bytes=0-1,3-4", "lines=1-2"]) expect((await piece(range)).status).toBe(200);
    expect((await ask(ORIGINAL, { method: "HEAD", headers: { Range: "bytes=0-1" } })).status).toBe(200);
  });

  test("If-Range sends the piece where the file is the same, else the whole; conditions come before ranges", async () => {
    const etag = (await header(ORIGINAL, "ETag"))!;
    const changed = (await header(ORIGINAL, "Last-Modified"))!;
    expect((await piece("bytes=0-9", { "If-Range": etag })).status).toBe(206);
    expect((await piece("bytes=0-9", { "If-Range": changed })).status).toBe(206);
    for (const other of ['"other"', `W/${etag}`, "Mon, 01 Jan 2001 00:00:00 GMT"])
      expect((await piece("bytes=0-9", { "If-Range": other })).status, other).toBe(200);
    expect((await piece("bytes=0-9", { "If-None-Match": `"x", W/${etag}` })).status).toBe(304);
    const failed = await piece("bytes=0-9", { "If-Match": '"other"' });
    expect(failed.status).toBe(412);
    expect(await failed.text()).toContain("请重新下载");
  });

  test("If-Modified-Since counts, and counts for nothing beside If-None-Match", async () => {
    const since = (await header(ORIGINAL, "Last-Modified"))!;
    expect((await ask(ORIGINAL, { headers: { "If-Modified-Since": since } })).status).toBe(304);
    const both = { "If-Modified-Since": since, "If-None-Match": '"other"' };
    expect((await ask(ORIGINAL, { headers: both })).status).toBe(200);
  });
});

test("a kept page takes * and lists, refuses If-Match of another, and has no date of its own to compare", async () => {
  const path = "/reports/donghu/2023";
  const etag = (await header(path, "ETag"))!;
  const status = async (headers: Record<string, string>) => (await ask(path, { headers })).status;
  expect(await status({ "If-None-Match": "*" })).toBe(304);
  expect(await status({ "If-None-Match": `"a", W/${etag}` })).toBe(304);
  expect(await status({ "If-Match": etag })).toBe(200);
  expect(await status({ "If-Match": '"other"' })).toBe(412);
  expect(await status({ "If-Modified-Since": new Date(Date.now() + 1000).toUTCString() })).toBe(200);
});
