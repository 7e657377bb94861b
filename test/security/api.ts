import { SELF } from "cloudflare:test";
import { type AttackedOperation as Operation, readDocument, type Schema } from "../../src/cli/attack/openapi.ts";
import { ORIGIN } from "../support/site.ts";

export type { Operation };

/** Every operation of the API as its own document describes it, the schema of its body without references. */
export async function readOperations(): Promise<Operation[]> {
  const { operations, schemas } = await readDocument({ ask: (path) => SELF.fetch(`${ORIGIN}${path}`) });
  const resolve = ({ $ref, ...own }: Schema): Schema =>
    $ref ? resolve(schemas[$ref.split("/").at(-1) ?? ""] ?? {}) : own;
  return operations.map((operation) => ({ ...operation, body: operation.body && resolve(operation.body) }));
}

/** Values that the archive of the tests knows; the others follow from their schema. */
const KNOWN: Record<string, string> = {
  bureau: "donghu",
  year: "2023",
  section: "integrity",
  number: "1",
  id: "1",
  table: "reports",
};

const typesOf = ({ type }: Schema) => [type ?? []].flat();

/** A value that fits a schema. */
export function sampleOf(schema: Schema): unknown {
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) return sampleOf(schema.anyOf[0] ?? {});
  if (schema.properties) {
    const entries = Object.entries(schema.properties).filter(([name]) => schema.required?.includes(name));
    return Object.fromEntries(entries.map(([name, own]) => [name, sampleOf(own)]));
  }
  const [type] = typesOf(schema);
  if (type === "array") return [];
  if (type === "object") return {};
  if (type === "boolean") return false;
  if (type === "integer" || type === "number") return 1;
  return schema.pattern?.includes("0-9a-f") ? "a".repeat(64) : "这里的数字前后不一致，请核对。";
}

/** Values of every JSON type that a schema does not allow. */
export function misfitsOf(schema: Schema): unknown[] {
  const allowed = new Set((schema.anyOf ?? [schema]).flatMap(typesOf));
  if (allowed.has("number")) allowed.add("integer");
  const values: Record<string, unknown> = {
    string: "x",
    integer: 7,
    boolean: true,
    null: null,
    array: [["x"]],
    object: { toString: "x" },
  };
  return Object.entries(values).flatMap(([type, value]) => (allowed.has(type) ? [] : [value]));
}

export interface Asking {
  token?: string | null;
  /** In place of the sample. */
  body?: string;
  query?: string;
  type?: string;
}

/** Asks an operation with a sample of what it takes, but for what `asking` says. */
export function askOperation({ method, path, body, bodyType, parameters }: Operation, asking: Asking = {}) {
  const filled = path.replaceAll(/\{(\w+)(?:\{[^}]*\})?\}/g, (_, name: string) => KNOWN[name] ?? "x");
  const needed = parameters.filter((own) => own.in === "query" && "required" in own && own.required);
  const plain = new URLSearchParams(needed.map(({ name, schema }) => [name, String(sampleOf(schema ?? {}))]));
  const headers = new Headers({ "Content-Type": asking.type ?? (body ? "application/json" : (bodyType ?? "")) });
  if (headers.get("Content-Type") === "") headers.delete("Content-Type");
  if (asking.token) headers.set("Authorization", `Bearer ${asking.token}`);
  const sent =
    method === "GET" ? null : (asking.body ?? (body ? JSON.stringify(sampleOf(body)) : bodyType ? "{}" : null));
  const query = [plain.toString(), asking.query].filter(Boolean).join("&");
  return SELF.fetch(`${ORIGIN}${filled}${query ? `?${query}` : ""}`, {
    method,
    headers,
    body: sent,
    redirect: "manual",
  });
}
