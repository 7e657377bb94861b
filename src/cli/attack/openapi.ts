import type { AttackTarget } from "./target.ts";

/** The parts of JSON Schema that the document uses. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  pattern?: string;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
}

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema?: Schema;
}

interface Described {
  parameters?: Parameter[];
  security?: unknown[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, unknown> }>;
}

export interface AttackedOperation {
  /** `GET /reports/{bureau}/{year}` */
  name: string;
  method: string;
  path: string;
  parameters: Parameter[];
  /** The schema of a JSON body. */
  body: Schema | null;
  /** The type of another body. */
  bodyType: string | null;
  needsToken: boolean;
  responses: Described["responses"];
}

export interface ApiContract {
  operations: AttackedOperation[];
  schemas: Record<string, Schema>;
}

export async function readDocument({ ask }: Pick<AttackTarget, "ask">): Promise<ApiContract> {
  const document = (await (await ask("/api/v1/openapi.json")).json()) as {
    paths: Record<string, Record<string, Described>>;
    components: { schemas: Record<string, Schema> };
  };
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([verb, { parameters = [], security = [], requestBody, responses }]) => {
      const content = requestBody?.content ?? {};
      const method = verb.toUpperCase();
      return {
        name: `${method} ${path.replace("/api/v1", "")}`,
        method,
        path,
        parameters,
        body: content["application/json"]?.schema ?? null,
        bodyType: Object.keys(content).find((type) => type !== "application/json") ?? null,
        needsToken: security.length > 0,
        responses,
      };
    }),
  );
  return { operations, schemas: document.components.schemas };
}
