import fc from "fast-check";
import { arbitraryOf } from "./arbitrary.ts";
import { type ApiContract, type AttackedOperation, readDocument } from "./openapi.ts";
import type { Attack, AttackTarget } from "./target.ts";

interface Request_ {
  path: string;
  body: unknown;
}

/** Values that lead somewhere, beside those that merely fit: half of the requests use them. */
const known = ({ own, year }: AttackTarget): Record<string, string> => ({
  bureau: own,
  year: `${year}`,
  table: "reports",
});

/** Requests that are right by the document. */
function requestsOf(
  operation: AttackedOperation,
  { schemas }: ApiContract,
  target: AttackTarget,
): fc.Arbitrary<Request_> {
  const given = known(target);
  const of = (place: string) =>
    fc.record(
      Object.fromEntries(
        operation.parameters
          .filter((own) => own.in === place)
          .map(({ name, schema = {} }) => {
            const any = arbitraryOf(schema, schemas).filter((value) => place !== "path" || isSegment(String(value)));
            const right = given[name];
            const isList = schema.type === "array";
            return [name, right === undefined || isList ? any : fc.oneof(fc.constant(right), any)];
          }),
      ),
      {
        requiredKeys: operation.parameters
          .filter(({ in: own, required }) => own === place && (required || place === "path"))
          .map(({ name }) => name),
      },
    );
  const body = operation.body ? arbitraryOf(operation.body, schemas) : fc.constant(undefined);
  return fc.tuple(of("path"), of("query"), body).map(([path, query, sent]) => ({
    path: `${fill(operation.path, path)}${toQuery(query)}`,
    body: sent,
  }));
}

/** A segment that an address keeps as it is. */
const isSegment = (text: string) => text !== "" && text !== "." && text !== ".." && text.isWellFormed();

/** The forms of a number, a text, or yes and no in an address. */
const textOf = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value ?? "x"));

const fill = (path: string, values: Record<string, unknown>) =>
  path.replaceAll(/\{(\w+)(?:\{[^}]*\})?\}/g, (_, name: string) => encodeURIComponent(textOf(values[name])));

function toQuery(values: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values))
    for (const each of [value].flat()) query.append(name, String(each).toWellFormed());
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

/** The type of a body that is not JSON; the document says little more of these. */
const OTHER: Record<string, string> = { "text/plain": "{}\n", "application/octet-stream": "x" };

async function send(
  { ask, tokens }: AttackTarget,
  { method, bodyType, needsToken, body }: AttackedOperation,
  request: Request_,
) {
  const headers: Record<string, string> = {};
  if (needsToken) headers["Authorization"] = `Bearer ${tokens["all"] ?? ""}`;
  let sent: string | undefined;
  if (body) {
    headers["Content-Type"] = "application/json";
    sent = JSON.stringify(request.body);
  } else if (bodyType && OTHER[bodyType]) {
    headers["Content-Type"] = bodyType;
    sent = OTHER[bodyType];
  }
  return ask(request.path, { method, headers, ...(sent === undefined ? {} : { body: sent }) });
}

/** The fault of an answer to a request that is right by the document; null if it is as documented. */
function faultOf(operation: AttackedOperation, response: Response): string | null {
  const { status } = response;
  const told = operation.responses[`${status}`] ?? operation.responses["default"];
  if (status >= 500 && !told) return `${status}`;
  if (status === 400) return "refused as malformed, though the document allows it";
  if (!told) return `${status} is not documented`;
  const type = (response.headers.get("content-type") ?? "").split(";")[0] ?? "";
  const types = Object.keys(told.content ?? {});
  return types.length > 0 && !types.includes(type)
    ? `${status} came as ${type}, documented is ${types.join(", ")}`
    : null;
}

/** Does to the whole archive what takes long or cannot be repeated, or takes a form that is another attack's. */
const APART = new Set(["POST /reports"]);

/** The API as its document describes it: a documented request is not refused as malformed, and its answer is a documented one. */
export const generatedRequests: Attack = async (target, size) => {
  const document = await readDocument(target);
  const found = new Map<string, string>();
  let tried = 0;
  for (const operation of document.operations.filter(({ name }) => !APART.has(name))) {
    const requests = fc.sample(requestsOf(operation, document, target), { numRuns: size.requests, seed: size.seed });
    for (const request of requests) {
      const response = await send(target, operation, request);
      const fault = faultOf(operation, response);
      const said = fault?.startsWith("refused") ? `: ${(await response.text()).slice(0, 200)}` : "";
      await response.body?.cancel().catch(() => undefined);
      tried += 1;
      const what = `${operation.name}: ${fault ?? ""}`;
      if (fault && !found.has(what))
        found.set(
          what,
          `${what} ${request.path.slice(0, 160)} ${JSON.stringify(request.body ?? null).slice(0, 200)}${said}`,
        );
    }
  }
  return { name: "requests generated from the OpenAPI document", tried, found: [...found.values()] };
};
