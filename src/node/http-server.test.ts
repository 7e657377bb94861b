import { once } from "node:events";
import type { IncomingMessage, Server } from "node:http";
import { request } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { afterAll, expect, test } from "vitest";
import { listen, stopServer } from "./http-server.ts";
import { proxiesOf } from "./visitor-address.ts";

const servers: Server[] = [];
afterAll(() => Promise.all(servers.map((server) => stopServer(server, 100))));

const echo = (asked: Request) =>
  Response.json({
    url: asked.url,
    address: asked.headers.get("CF-Connecting-IP"),
    all: Object.fromEntries(asked.headers),
  });

async function start(options: { origin?: string | null; proxies?: string; answer?: typeof echo } = {}) {
  const { origin = "https://site.test", proxies = "", answer = echo } = options;
  const server = await listen(answer, { host: "127.0.0.1", port: 0, origin, proxies: proxiesOf(proxies) });
  servers.push(server);
  return { server, base: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const CLAIMS = {
  "CF-Connecting-IP": "198.51.100.9",
  "X-Forwarded-For": "198.51.100.9",
  "X-Real-IP": "198.51.100.9",
  "True-Client-IP": "198.51.100.9",
  Forwarded: "for=198.51.100.9",
  "X-Forwarded-Host": "evil.test",
  "X-Forwarded-Proto": "http",
};

test("what a visitor claims of themselves changes nothing and reaches nobody", async () => {
  const { base } = await start();
  const told = (await (await fetch(`${base}/a?b=1`, { headers: CLAIMS })).json()) as ReturnType<typeof JSON.parse>;
  expect(told.address).toBe("127.0.0.1");
  expect(JSON.stringify(told)).not.toMatch(/198\.51|evil/);
  expect(told.url).toBe("https://site.test/a?b=1");
});

test("behind a named proxy the visitor is who the proxy saw", async () => {
  const { base } = await start({ proxies: "127.0.0.1" });
  const headers = { ...CLAIMS, "X-Forwarded-For": "1.1.1.1, 203.0.113.5" };
  const told = (await (await fetch(base, { headers })).json()) as ReturnType<typeof JSON.parse>;
  expect(told.address).toBe("203.0.113.5");
});

test("a strange host or an absolute address in the request line stays on the site's own origin", async () => {
  const { base } = await start();
  const told = await new Promise<string>((done) => {
    const { port } = new URL(base);
    request({ port, host: "127.0.0.1", path: "http://evil.test/x?y", headers: { host: "evil.test" } }, async (answer) =>
      done((await answer.toArray()).join("")),
    ).end();
  });
  expect(JSON.parse(told).url).toBe("https://site.test/x?y");
});

test.each(["GET *nothing HTTP/1.1", "GET /search?q=员工 HTTP/1.1", "no request"])(
  "%j is refused with the security headers",
  async (line) => {
    const { base } = await start({ origin: null });
    const refused = await new Promise<string>((done) => {
      const socket = connect(Number(new URL(base).port), "127.0.0.1");
      socket.write(`${line}\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`);
      let text = "";
      socket.on("data", (data) => (text += data.toString()));
      socket.on("close", () => done(text));
    });
    expect(refused).toMatch(/^HTTP\/1\.1 400/);
    expect(refused.toLowerCase()).toContain("content-security-policy");
  },
);

test("OPTIONS * is answered for the server as a whole, without asking the portal", async () => {
  const { base } = await start({ origin: null });
  const asked = request({ port: new URL(base).port, host: "127.0.0.1", method: "OPTIONS", path: "*" }).end();
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  expect([answer.statusCode, answer.headers.allow]).toEqual([204, "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"]);
  expect(answer.headers["content-security-policy"]).toBeDefined();
  answer.resume();
});

test("one header object may stand in many answers without their mixing", async () => {
  const shared = new Headers({ "Content-Type": "text/plain" });
  const answer = (asked: Request) => {
    shared.set("X-Number", new URL(asked.url).pathname.slice(1));
    return new Response("x", { headers: shared });
  };
  const { base } = await start({ answer });
  const numbers = Array.from({ length: 20 }, (_, n) => `${n}`);
  const seen = await Promise.all(numbers.map(async (n) => (await fetch(`${base}/${n}`)).headers.get("X-Number")));
  expect(seen).toEqual(numbers);
});

test("a stop lets the request under way end and takes no new one", async () => {
  let finish = () => {};
  const waiting = new Promise<void>((done) => (finish = done));
  const { server, base } = await start({ answer: (() => waiting.then(() => new Response("done"))) as never });
  const asked = fetch(base);
  await new Promise((connected) => server.once("request", connected));
  const stopped = stopServer(server, 10_000);
  await expect(fetch(base)).rejects.toThrow();
  finish();
  expect(await (await asked).text()).toBe("done");
  await stopped;
});

test("a request that says of no body has none: what limits bodies does not open one", async () => {
  const { base } = await start({
    answer: ((request: Request) => new Response(request.headers.get("content-length"))) as never,
  });
  expect(await (await fetch(base, { method: "DELETE" })).text()).toBe("0");
  expect(await (await fetch(base, { method: "POST", body: "abc" })).text()).toBe("3");
});
