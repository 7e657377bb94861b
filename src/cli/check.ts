import { styleText } from "node:util";
import { messageOf } from "../thrown.ts";
import { checkBundle } from "./check/bundle.ts";
import { checkCommands } from "./check/commands.ts";
import { checkDependencies } from "./check/dependencies.ts";
import { checkEnvironments } from "./check/environments.ts";
import { checkHouse } from "./check/house.ts";
import { checkLock } from "./check/lock.ts";
import { checkMaterials } from "./check/materials.ts";
import { checkQuotes } from "./check/quotes.ts";
import { checkSecrets } from "./check/secrets.ts";
import { checkWorkerd } from "./check/workerd.ts";
import { runTool, scriptOf, WRANGLER } from "./command/run-tool.ts";

/** Answers a short remark for the closing line; throws the error. */
type Step = () => Promise<string>;

const tool =
  (path: string, ...args: string[]): Step =>
  async () => {
    const { code, output } = await runTool(path === WRANGLER ? path : scriptOf(path), args);
    if (code !== 0) throw new Error(output.trim());
    return "";
  };

const STEPS: Record<string, Step> = {
  bundle: checkBundle,
  environments: checkEnvironments,
  lint: tool("oxlint/bin/oxlint", "--type-aware", "--deny-warnings"),
  "types (Worker, tests)": tool("typescript/bin/tsc", "-p", "."),
  "types (commands)": tool("typescript/bin/tsc", "-p", "src/cli"),
  format: tool("oxfmt/bin/oxfmt", "--check", "."),
  "dead code": tool("knip/bin/knip.js"),
  "generated types": tool(WRANGLER, "types", "--check", "--include-runtime=false", "src/env.d.ts"),
  house: checkHouse,
  commands: checkCommands,
  "quoted reports": checkQuotes,
  secrets: checkSecrets,
  dependencies: checkDependencies,
  lock: checkLock,
  "bill of materials": checkMaterials,
  workerd: checkWorkerd,
};
const AT_ONCE = 3;

async function runStep([name, step]: [string, Step]): Promise<boolean> {
  const began = performance.now();
  const report = (mark: string, text: string) => {
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    process.stdout.write(`${mark} ${name.padEnd(22)} ${seconds.padStart(5)} s  ${text}\n`);
  };
  try {
    report(styleText("green", "✓"), await step());
    return true;
  } catch (error) {
    const text = messageOf(error);
    report(styleText("red", "✗"), `\n${text.replace(/^/gm, "    ")}`);
    return false;
  }
}

async function main(): Promise<boolean> {
  const queue = Object.entries(STEPS);
  const results: boolean[] = [];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) results.push(await runStep(next));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const failed = results.filter((ok) => !ok).length;
  process.stdout.write(
    failed ? `\n${failed} of ${results.length} checks failed\n` : `\n${results.length} checks passed\n`,
  );
  return failed === 0;
}

process.exit((await main()) ? 0 : 1);
