import { SELF } from "cloudflare:test";
import { ORIGIN } from "../support/site.ts";

interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  anyOf?: Schema[];
  pattern?: string;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  propertyNames?: Schema;
}
interface Parameter {
  name: string;
  in: string;
  schema?: Schema;
}
export interface Operation {
  /** `POST /reports/known` */
  name: string;
  method: string;
  path: string;
  parameters: Parameter[];
  /** The schema of a JSON body; null if there is none, or another kind of body. */
  body: Schema | null;
  /** Other than JSON. */
  bodyType: string | null;
  needsToken: boolean;
}

interface Document {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, Schema> };
}
interface Described {
  parameters?: Parameter[];
  security?: unknown[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

/** Every operation of the API as its own document describes it. */
export async function readOperations(): Promise<Operation[]> {
  const response = await SELF.fetch(`${ORIGIN}/api/v1/openapi.json`);
  const document = await response.json<Document>();
  const resolve = ({ $ref, ...own }: Schema): Schema =>
    $ref ? resolve(document.components.schemas[$ref.split("/").at(-1) ?? ""] ?? {}) : own;
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([verb, { parameters = [], security = [], requestBody }]) => {
      const content = requestBody?.content ?? {};
      const json = content["application/json"]?.schema;
      const method = verb.toUpperCase();
      return {
        name: `${method} ${path.replace("/api/v1", "")}`,
        method,
        path,
        parameters,
        body: json ? resolve(json) : null,
        bodyType: Object.keys(content).find((type) => type !== "application/json") ?? null,
        needsToken: security.length > 0,
      };
    }),
  );
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
