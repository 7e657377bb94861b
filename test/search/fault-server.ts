import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { TestProject } from "vitest/node";
import { FAULT_NAMES } from "./fault-names.ts";

declare module "vitest" {
  interface ProvidedContext {
    faultServer: string;
  }
}

type Fault = (request: IncomingMessage, response: ServerResponse, body: string) => void;

const json = (response: ServerResponse, status: number, body: unknown) => {
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify(body));
};

const answerTo = (body: string, found: number) => {
  const { queries } = JSON.parse(body) as { queries: object[] };
  return { results: queries.map(() => ({ hits: [], estimatedTotalHits: found, limit: 0, offset: 0 })) };
};

const problem =
  (status: number, code: string): Fault =>
  (_, response) =>
    json(response, status, { message: code, code, type: "invalid_request", link: "" });

/** Every way in which a search server was seen or said to fail, each under a path of its own. */
const FAULTS: Record<(typeof FAULT_NAMES)[number], Fault> = {
  hangs: () => undefined,
  "sends-a-little": (_, response) => {
    response.writeHead(200, { "Content-Type": "application/json" });
    response.write('{"results":[');
  },
  breaks: (_, response) => {
    response.writeHead(200, { "Content-Type": "application/json", "Content-Length": "1000" });
    response.write('{"results":[', () => response.destroy());
  },
  "closes-at-once": (_, response) => response.destroy(),
  "answers-500": problem(500, "internal"),
  "answers-503": problem(503, "too_many_search_requests"),
  "answers-html-502": (_, response) => {
    response.writeHead(502, { "Content-Type": "text/html" });
    response.end("<html>Bad Gateway</html>");
  },
  "answers-html-200": (_, response) => {
    response.writeHead(200, { "Content-Type": "text/html" });
    response.end("<html>Welcome</html>");
  },
  "answers-half-json": (_, response) => {
    response.writeHead(200, { "Content-Type": "application/json" });
    response.end('{"results":[{"hits":');
  },
  "answers-another-shape": (_, response) => json(response, 200, { results: [{ results: [] }] }),
  "answers-too-few": (_, response) => json(response, 200, { results: [] }),
  "refuses-the-key": problem(403, "invalid_api_key"),
  "has-no-index": problem(404, "index_not_found"),
  "is-too-old": problem(400, "invalid_search_locales"),
  "is-empty": (_, response, body) => json(response, 200, answerTo(body, 0)),
};

/**
 * A real HTTP server that misbehaves, and `/proxy/…`, which passes on to a real Meilisearch (the path after it, as
 * `host:port`) until `POST /stop`, then refuses like a killed one until `POST /start`.
 */
export default async function setup(project: TestProject) {
  const counts = new Map<string, number>();
  let stopped = false;
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      const [, name = "", ...rest] = (incoming.url ?? "").split("/");
      if (name === "asked") return json(response, 200, counts.get(rest.join("/")) ?? 0);
      if (name === "stop" || name === "start") {
        stopped = name === "stop";
        return json(response, 200, {});
      }
      const counted = name === "proxy" ? name : `${name}/${rest[0]}`;
      counts.set(counted, (counts.get(counted) ?? 0) + 1);
      if (name === "proxy") return stopped ? response.destroy() : passOn(rest, incoming, response, body);
      const known = FAULT_NAMES.find((fault) => fault === name);
      if (known) FAULTS[known](incoming, response, body);
      else json(response, 404, {});
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  project.provide("faultServer", `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`);
  return () => {
    server.closeAllConnections();
    server.close();
  };
}

function passOn([host = "", ...path]: string[], incoming: IncomingMessage, response: ServerResponse, body: string) {
  const { method, headers } = incoming;
  const forward = request(`http://${host}/${path.join("/")}`, { method, headers: { ...headers, host } }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  forward.on("error", () => response.destroy());
  forward.end(body);
}
