import { beforeAll, describe, expect, test } from "vitest";
import { makeToken } from "../factories.ts";
import { openArchive } from "../support/site.ts";
import { type Asking, askOperation, misfitsOf, type Operation, readOperations, sampleOf } from "./api.ts";

let token = "";
let operations: Operation[] = [];

beforeAll(async () => {
  await openArchive();
  token = await makeToken({ role: "admin" });
  operations = await readOperations();
});

/** The inputs that were not refused with 4xx, one line each. */
async function notRefused(cases: readonly (readonly [Operation, string, Asking])[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const [operation, what, asking] of cases) {
    const { status } = await askOperation(operation, { token, ...asking });
    if (status < 400 || status > 499) wrong.push(`${operation.name} with ${what}: ${status}`);
  }
  return wrong;
}

const withJson = () => operations.flatMap((operation) => (operation.body ? [{ operation, body: operation.body }] : []));

test("the document describes what there is to send", () => {
  expect(withJson().length).toBeGreaterThanOrEqual(9);
  expect(operations.length).toBeGreaterThanOrEqual(30);
});

describe("every body of JSON", () => {
  test("is taken as the document describes it", async () => {
    for (const { operation } of withJson()) {
      const answer = await askOperation(operation, { token });
      expect([200, 201, 204, 404, 409, 422], `${operation.name}: ${answer.status}`).toContain(answer.status);
    }
  });

  test("is refused with a field more, __proto__ and constructor among them", async () => {
    const cases = withJson().flatMap(({ operation, body }) => {
      const sample = JSON.stringify(sampleOf(body)).slice(1, -1);
      return ['"nonsense":1', '"__proto__":{"admin":true}', '"constructor":{"prototype":{}}'].map(
        (field) => [operation, field, { body: `{${[sample, field].filter(Boolean).join(",")}}` }] as const,
      );
    });
    expect(await notRefused(cases)).toEqual([]);
  });

  test("is refused with any of its fields of another type, or left out where it is needed", async () => {
    const cases = withJson().flatMap(({ operation, body }) =>
      Object.entries(body.properties ?? {}).flatMap(([field, own]) => {
        const sample = sampleOf(body) as Record<string, unknown>;
        const { [field]: _, ...without } = sample;
        const bodies = misfitsOf(own).map((value) => JSON.stringify({ ...sample, [field]: value }));
        if (body.required?.includes(field)) bodies.push(JSON.stringify(without));
        return bodies.map((text) => [operation, text, { body: text }] as const);
      }),
    );
    expect(cases.length).toBeGreaterThan(60);
    expect(await notRefused(cases)).toEqual([]);
  });

  test("is refused where it is no object, cut short, or called something else", async () => {
    const cases = withJson().flatMap(({ operation }) => [
      ...["[]", "null", "1", '"x"', "{", "", "\u0000"].map((body) => [operation, body, { body }] as const),
      [operation, "text/plain", { type: "text/plain" }] as const,
      [operation, "a form", { type: "application/x-www-form-urlencoded", body: "a=1" }] as const,
    ]);
    expect(await notRefused(cases)).toEqual([]);
  });
});

test("every operation that reads refuses a parameter more, and each of its own said twice", async () => {
  const cases = operations
    // Consumers of oEmbed send parameters of their own, by its specification.
    .filter(({ method, path }) => method === "GET" && !/openapi\.json$|^\/oembed$/.test(path))
    .flatMap((operation) => {
      const own = operation.parameters.filter((parameter) => parameter.in === "query");
      const repeatable = (type: unknown) => type === "array";
      return [
        ...["nonsense=1", "__proto__=1", "constructor=1"].map((query) => [operation, query, { query }] as const),
        ...own
          .filter(({ schema }) => !repeatable(schema?.type) && !schema?.anyOf?.some(({ type }) => repeatable(type)))
          .map(({ name }) => [operation, `${name} twice`, { query: `${name}=1&${name}=2` }] as const),
      ];
    });
  expect(await notRefused(cases)).toEqual([]);
});
