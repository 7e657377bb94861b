import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { formatCosignerKey, type VerifierKey } from "../../ledger/log/keys.ts";
import { judgeCheckpoint, type WitnessAnswer } from "../../ledger/witness/add-checkpoint.ts";
import type { Cosigner } from "../../ledger/witness/cosignature.ts";
import type { WitnessStates } from "./state.ts";

const MOST_BYTES = 64 * 1024;
const TIMEOUT_MS = 10_000;
const MOST_WAITING = 100;

interface WitnessParts {
  cosigner: Cosigner;
  logs: readonly VerifierKey[];
  states: WitnessStates;
  now?: () => number;
  /** Told of each answer. */
  tell?: (line: string) => void;
}

/** A witness over HTTP: `POST /add-checkpoint`, and `GET /` with its key. Requests are judged one after the other. */
export function witnessServer({ cosigner, logs, states, now = Date.now, tell = () => {} }: WitnessParts): Server {
  let turn: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  const judge = async (bytes: Uint8Array): Promise<WitnessAnswer> => {
    const seconds = Math.floor(now() / 1000);
    const answer = await judgeCheckpoint(bytes, { cosigner, logs, stateOf: states.of, now: seconds });
    if (answer.state) await states.keep(answer.state.origin, answer.state.note);
    return answer;
  };
  const inTurn = (bytes: Uint8Array) => {
    const answered = turn.then(() => judge(bytes));
    turn = answered.catch(() => {});
    return answered;
  };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url ?? "/", "http://witness.invalid");
    if (pathname === "/" && request.method === "GET") return end(response, 200, `${formatCosignerKey(cosigner)}\n`);
    if (pathname !== "/add-checkpoint") return end(response, 404, "not found\n");
    if (request.method !== "POST") {
      response.setHeader("Allow", "POST");
      return end(response, 405, "method not allowed\n");
    }
    const bytes = await readBody(request);
    if (!bytes) return end(response, 413, "too large\n");
    if (waiting >= MOST_WAITING) return end(response, 503, "busy\n");
    waiting += 1;
    const { status, type, body, state } = await inTurn(bytes).finally(() => (waiting -= 1));
    tell(state ? `${state.origin} ${state.size} 条：已联署` : `答复 ${status}：${body.trim()}`);
    return end(response, status, body, type);
  };
  return createServer({ headersTimeout: TIMEOUT_MS, requestTimeout: TIMEOUT_MS }, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      tell(error instanceof Error ? error.message : String(error));
      end(response, 500, "internal error\n");
    });
  });
}

function end(response: ServerResponse, status: number, body: string, type = "text/plain; charset=utf-8") {
  if (!response.headersSent) response.writeHead(status, { "Content-Type": type, "X-Content-Type-Options": "nosniff" });
  response.end(body);
}

async function readBody(request: IncomingMessage): Promise<Uint8Array | null> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > MOST_BYTES) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
