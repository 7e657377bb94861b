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
for (const test of skipped) process.stdout.write(`${styleText("yellow", "跳过")} ${nameOf(test)}：${reasonOf(test)}\n`);
for (const name of PROJECTS)
  if (patterns.length === 0 && !modules.some((module) => module.project.name === name))
    process.stdout.write(`${styleText("yellow", "没有测试")} ${name}\n`);

await vitest.close();
process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped.length} skipped\n`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);

function suiteErrors(module: TestModule) {
  return [...module.children.allSuites()].flatMap((suite: TestSuite) => suite.errors());
}

function nameOf(test: TestCase): string {
  return `${relative(ROOT, test.module.moduleId)} > ${test.fullName}`;
}

function reasonOf(test: TestCase): string {
  const result = test.result();
  if (result.state === "skipped" && result.note) return result.note;
  return '没有写明原因（用 context.skip("原因") 写明）';
}
