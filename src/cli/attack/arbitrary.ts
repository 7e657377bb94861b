import fc from "fast-check";
import type { ApiContract, Schema } from "./openapi.ts";

const LONGEST = 80;
const CHARACTERS = Array.from("志愿服务数字前后不一致，请核对。<&\"'%_\\");

/** Values that a schema allows. */
export function arbitraryOf(schema: Schema, schemas: ApiContract["schemas"]): fc.Arbitrary<unknown> {
  const { $ref, anyOf, oneOf, type } = schema;
  if ($ref) return arbitraryOf(schemas[$ref.split("/").at(-1) ?? ""] ?? {}, schemas);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const either = anyOf ?? oneOf;
  if (either) return fc.oneof(...either.map((each) => arbitraryOf(each, schemas)));
  if (Array.isArray(type)) return fc.oneof(...type.map((each) => arbitraryOf({ ...schema, type: each }, schemas)));
  switch (type) {
    case "string":
      return textOf(schema);
    case "integer":
      return fc.integer({ min: schema.minimum ?? -(2 ** 31), max: schema.maximum ?? 2 ** 31 });
    case "number":
      return fc.double({ min: schema.minimum ?? -1e9, max: schema.maximum ?? 1e9, noNaN: true });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      return fc.array(arbitraryOf(schema.items ?? {}, schemas), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, 3),
      });
    case "object":
      return recordOf(schema, schemas);
    default:
      return fc.string({ maxLength: LONGEST });
  }
}

function textOf({ pattern, format, minLength = 0, maxLength = LONGEST }: Schema): fc.Arbitrary<string> {
  if (pattern) return fc.stringMatching(new RegExp(pattern, "u")).filter((text) => text.length <= maxLength);
  const day = fc.date({ min: new Date("1990-01-01"), max: new Date("2090-12-31"), noInvalidDate: true });
  if (format === "date") return day.map((date) => date.toISOString().slice(0, 10));
  if (format === "date-time") return day.map((date) => date.toISOString());
  const most = Math.max(minLength, Math.min(maxLength, LONGEST));
  return fc.oneof(
    fc.string({ minLength, maxLength: most, unit: "grapheme" }),
    fc.string({ minLength, maxLength: most, unit: fc.constantFrom(...CHARACTERS) }),
  );
}

function recordOf(
  { properties = {}, required = [], additionalProperties }: Schema,
  schemas: ApiContract["schemas"],
): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(properties).map(([name, own]) => [name, arbitraryOf(own, schemas)]));
  const known = fc.record(fields, { requiredKeys: required.filter((name) => Object.hasOwn(fields, name)) });
  if (typeof additionalProperties !== "object") return known;
  const more = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), arbitraryOf(additionalProperties, schemas), {
    maxKeys: 3,
  });
  return fc.tuple(known, more).map(([own, others]) => ({ ...others, ...own }));
}
