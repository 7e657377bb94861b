import { expect, test } from "vitest";
import type { ApiDocument } from "../../src/api/document.ts";
import { operationsOf } from "../../src/api/document.ts";
import { ask } from "../support/site.ts";

test("whatever anybody may ask says in Chinese what it answers and what each of its parameters means", async () => {
  const document = await (await ask("/api/v1/openapi.json")).json<ApiDocument>();
  const open = operationsOf(document).filter(({ operation }) => !operation.security);
  expect(open.length).toBeGreaterThan(10);
  const silent = open.flatMap(({ method, path, operation }) => [
    ...(/\p{Script=Han}/u.test(operation.summary ?? "") ? [] : [`${method} ${path}`]),
    ...(operation.parameters ?? [])
      .filter(({ description, schema }) => !/\p{Script=Han}/u.test(description ?? schema?.description ?? ""))
      .map(({ name }) => `${method} ${path} ${name}`),
  ]);
  expect(silent).toEqual([]);
});
