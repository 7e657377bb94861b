import { mcpPath } from "../../paths.ts";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** False for what only asks: by its method, or because its address takes questions as bodies. */
export const mayWrite = ({ method, path }: { method: string; path: string }): boolean =>
  !SAFE.has(method) && path !== mcpPath();
