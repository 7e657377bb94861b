import { relative } from "node:path";
import { styleText } from "node:util";
import { startVitest, type TestCase, type TestModule, type TestSuite } from "vitest/node";
import { QUIET_WRANGLER, ROOT } from "../src/cli/command/project.ts";

const PROJECTS = ["unit", "worker", "node-host", "browser"];

Object.assign(process.env, QUIET_WRANGLER);
const patterns = process.argv.slice(2);
const vitest = await startVitest(patterns, { root: ROOT, run: true, watch: false, project: PROJECTS });
const modules = vitest.state.getTestModules();
const tests = modules.flatMap((module) => [...module.children.allTests()]);
const count = (state: string) => tests.filter((test) => test.result().state === state).length;
const brokenModules = modules.filter((module) => [...module.errors(), ...suiteErrors(module)].length > 0);
const unhandled = vitest.state.getUnhandledErrors().length;

const passed = count("passed");
const counted = count("failed") + brokenModules.length + unhandled;
const failed = counted || (process.exitCode ? 1 : 0);
const skipped = tests.filter((test) => test.result().state === "skipped" || test.result().state === "pending");
for (const [what, times] of tally(skipped.map((test) => `${fileOf(test)}：${reasonOf(test)}`)))
  process.stdout.write(`${styleText("yellow", "跳过")} ${times}条 ${what}\n`);
for (const name of PROJECTS)
  if (patterns.length === 0 && !modules.some((module) => module.project.name === name))
    process.stdout.write(`${styleText("yellow", "没有测试")} ${name}\n`);

await vitest.close();
// At the end, so that the last lines of a log tell which tests to look at.
for (const test of tests)
  if (test.diagnostic()?.flaky) process.stdout.write(`${styleText("yellow", "再试才过")} ${nameOf(test)}\n`);
  else if (test.result().state === "failed")
    process.stdout.write(`${styleText("red", "没有通过")} ${nameOf(test)}：${firstErrorOf(test)}\n`);
for (const module of brokenModules)
  process.stdout.write(`${styleText("red", "没有跑成")} ${relative(ROOT, module.moduleId)}\n`);
process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped.length} skipped\n`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);

function suiteErrors(module: TestModule) {
  return [...module.children.allSuites()].flatMap((suite: TestSuite) => suite.errors());
}

function tally(lines: readonly string[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const line of lines) times.set(line, (times.get(line) ?? 0) + 1);
  return times;
}

function fileOf(test: TestCase): string {
  return `${test.module.project.name} ${relative(ROOT, test.module.moduleId)}`;
}

function nameOf(test: TestCase): string {
  return `${fileOf(test)} > ${test.fullName}`;
}

function firstErrorOf(test: TestCase): string {
  return test.result().errors?.[0]?.message.split("\n")[0]?.slice(0, 200) ?? "";
}

function reasonOf(test: TestCase): string {
  const result = test.result();
  if (result.state === "skipped" && result.note) return result.note;
  return '没有写明原因（用 context.skip("原因") 写明）';
}
