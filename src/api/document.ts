/** The part of an OpenAPI document that the reference page reads. */
export interface ApiDocument {
  paths?: Record<string, Record<string, Operation>>;
}

export interface Operation {
  summary?: string;
  tags?: string[];
  security?: unknown[];
  parameters?: Parameter[];
  requestBody?: { content?: Record<string, unknown> };
  responses?: Record<string, { description: string }>;
}

export interface Parameter {
  name: string;
  in: "path" | "query" | "header" | "cookie";
  required?: boolean;
  description?: string;
  schema?: { type?: string | string[]; description?: string; enum?: string[]; pattern?: string };
}

export const API_INFO = {
  openapi: "3.1.0",
  info: {
    title: "公示开放接口",
    version: "1",
    description: "读取已公示的社会责任报告。读取不需要凭证；发布和管理需要令牌。",
    license: { name: "MIT", identifier: "MIT" },
  },
};

export const operationsOf = (document: ApiDocument) =>
  Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
