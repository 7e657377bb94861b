import { createServer, type IncomingMessage, type Server } from "node:http";
import type { BlockList } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { SECURITY_HEADERS } from "../http/security-headers.ts";
import { visitorBehind } from "./visitor-address.ts";

export interface ListenOptions {
  host: string;
  port: number;
  /** Scheme and host under which every request is answered; null in development: as asked. */
  origin: string | null;
  proxies: BlockList;
}

/** `OPTIONS *` asks about the server, not about an address of it (RFC 9110, section 9.3.7). */
const WHOLE_SERVER = {
  ...Object.fromEntries(SECURITY_HEADERS),
  Allow: "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
  "Cache-Control": "no-store",
};

/** Only this server itself names the sender of a request. */
const CLAIMS = new Set([
  "cf-connecting-ip",
  "cf-connecting-ipv6",
  "cf-connecting-o2o",
  "cf-ipcountry",
  "cf-ray",
  "cf-visitor",
  "cf-worker",
  "forwarded",
  "true-client-ip",
  "x-client-ip",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-forwarded-server",
  "x-original-host",
  "x-real-ip",
]);

/** Slower than this nobody sends a header; a body of 30 MB over a slow line takes minutes. */
const HEADERS_MS = 20_000;
const REQUEST_MS = 300_000;

/** HTTP/1.1: without these two headers there is no body. What limits bodies would else open one that never was, as of a DELETE. */
function sayWhereNoBodyIs({ headers, rawHeaders }: IncomingMessage) {
  if (headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined) return;
  headers["content-length"] = "0";
  rawHeaders.push("Content-Length", "0");
}

/** Serves on a port; resolves when it listens. */
export async function listen(
  answer: (request: Request) => Response | Promise<Response>,
  { host, port, origin, proxies }: ListenOptions,
): Promise<Server> {
  // A response of the light kind shares the headers it is given; kept pages hand out the same ones again and again.
  const respond = getRequestListener((request) => answer(request), {
    overrideGlobalObjects: false,
    errorHandler: () =>
      new Response(null, { status: 400, headers: [...SECURITY_HEADERS, ["Cache-Control", "no-store"]] }),
  });
  const server = createServer({ headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS }, (incoming, outgoing) => {
    if (incoming.method === "OPTIONS" && incoming.url === "*") {
      outgoing.writeHead(204, WHOLE_SERVER).end();
      return;
    }
    if (origin !== null) asTheProxySays(incoming, origin, proxies);
    sayWhereNoBodyIs(incoming);
    void respond(incoming, outgoing);
  });
  server.on("clientError", (_, socket) => {
    if (socket.writable) socket.end(`${malformed.join("\r\n")}\r\n\r\n`);
  });
  await new Promise<void>((listening, failed) => {
    server.once("error", failed);
    server.listen(port, host, () => {
      server.off("error", failed);
      listening();
    });
  });
  return server;
}

/** Puts the one address that can be believed into Cloudflare's header, and the site's own origin before the path. */
function asTheProxySays(incoming: IncomingMessage, origin: string, proxies: BlockList): void {
  const forwarded = incoming.headers["x-forwarded-for"];
  const peer = incoming.socket.remoteAddress ?? "";
  const address = visitorBehind(peer, Array.isArray(forwarded) ? forwarded.join(",") : forwarded, proxies);
  const raw: string[] = [];
  for (let at = 0; at < incoming.rawHeaders.length; at += 2) {
    const name = incoming.rawHeaders[at] ?? "";
    if (!CLAIMS.has(name.toLowerCase())) raw.push(name, incoming.rawHeaders[at + 1] ?? "");
  }
  for (const name of CLAIMS) delete incoming.headers[name];
  incoming.headers["cf-connecting-ip"] = address;
  incoming.rawHeaders = [...raw, "CF-Connecting-IP", address];
  const path = incoming.url ?? "/";
  if (path.startsWith("/")) incoming.url = origin + path;
  else if (URL.canParse(path)) {
    const { pathname, search } = new URL(path);
    incoming.url = origin + pathname + search;
  }
}

/** A request that is not even HTTP gets the security headers too. */
const malformed = [
  "HTTP/1.1 400 Bad Request",
  ...SECURITY_HEADERS.map((header) => header.join(": ")),
  "Connection: close",
];

/** Takes no new connection and lets every request under way end, for at most so long. */
export async function stopServer(server: Server, ms: number): Promise<void> {
  const closed = new Promise<void>((done) => server.close(() => done()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), ms);
  await closed;
  clearTimeout(timer);
}
