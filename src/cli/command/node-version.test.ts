import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { inProject } from "./project.ts";

const GUARD = inProject("src/cli/command/node-version.cjs");

function startOn(version: string) {
  const code = `Object.defineProperty(process, "versions", { value: { node: "${version}" } }); require(${JSON.stringify(GUARD)})`;
  return spawnSync(process.execPath, ["--eval", code], { encoding: "utf8" });
}

test("a Node that cannot read the commands stops in one line that says what to install", () => {
  for (const version of ["18.20.8", "20.19.0", "22.17.1"]) {
    const { status, stderr } = startOn(version);
    expect([version, status]).toEqual([version, 1]);
    expect(stderr).toMatch(/^需要 Node 22\.18 或更新的版本[^\n]*请安装 Node 24[^\n]*\n$/);
  }
  for (const version of ["22.18.0", "24.11.0", "26.0.0"])
    expect([version, startOn(version).status]).toEqual([version, 0]);
});
