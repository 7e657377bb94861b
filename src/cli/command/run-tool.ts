import { spawn } from "node:child_process";
import { inProject, QUIET_WRANGLER, ROOT } from "./project.ts";

export interface ToolResult {
  code: number;
  /** Standard output alone. */
  stdout: string;
  /** Standard output and standard error as they came. */
  output: string;
}

/** The script of a tool in node_modules, run by this same Node: `scriptOf("vitest/vitest.mjs")`. */
export const scriptOf = (path: string) => inProject("node_modules", path);
export const WRANGLER = scriptOf("wrangler/wrangler-dist/cli.js");

/** Runs a script of node_modules to its end and keeps what it printed. */
export function runTool(script: string, args: string[]): Promise<ToolResult> {
  const child = spawn(process.execPath, ["--no-warnings", script, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...QUIET_WRANGLER },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let output = "";
  child.stdout.on("data", (data: Buffer) => {
    stdout += data.toString();
    output += data.toString();
  });
  child.stderr.on("data", (data: Buffer) => (output += data.toString()));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, stdout, output }));
  });
}

/** Runs wrangler; throws what it printed when it fails. Returns its standard output. */
export async function runWrangler(args: string[]): Promise<string> {
  const result = await runTool(WRANGLER, args);
  if (result.code !== 0) throw new Error(`wrangler ${args.slice(0, 3).join(" ")} 没有成功：\n${result.output.trim()}`);
  return result.stdout;
}
