import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newCommand } from "./command/command.ts";
import { inProject, QUIET_WRANGLER, ROOT } from "./command/project.ts";
import { scriptOf } from "./command/run-tool.ts";

const command = newCommand(
  "npm run test:previous",
  "旧代码配新表：用现在的 migrations/ 运行上一版代码的测试，全部通过才能放心退回",
)
  .argument("[filters...]", "只运行这些测试文件，写法与 vitest 相同")
  .option("--from <ref>", "哪一版代码；默认最近的标签，没有标签时是最新一次迁移之前的提交")
  .parse();

const git = (...args: string[]) => execFileSync("git", args, { cwd: ROOT, encoding: "utf8" }).trim();

const newestTag = () => git("tag", "--sort=-creatordate").split("\n")[0] || null;

function beforeNewestMigration(): string {
  const newest = git("log", "-1", "--format=%H", "--diff-filter=A", "--", "migrations");
  return git("rev-parse", `${newest}^`);
}

/** Answers vitest's exit code. What describes the schema itself has to differ and is left out. */
function runOn(folder: string, from: string, filters: readonly string[]): number {
  git("worktree", "add", "--detach", folder, from);
  const older = new Set(git("ls-tree", "--name-only", from, "migrations/").split("\n"));
  const newer = git("ls-files", "migrations")
    .split("\n")
    .filter((name) => !older.has(name));
  cpSync(inProject("migrations"), join(folder, "migrations"), { recursive: true });
  symlinkSync(inProject("node_modules"), join(folder, "node_modules"));
  process.stdout.write(
    `代码：${git("log", "-1", "--format=%h %s", from)}\n较新的迁移：${newer.join("、") || "没有"}\n`,
  );
  const args = ["run", "--project", "worker", "--exclude", "test/schema.test.ts", ...filters];
  const env = { ...process.env, ...QUIET_WRANGLER, PWD: folder };
  return (
    spawnSync(process.execPath, ["--no-warnings", scriptOf("vitest/vitest.mjs"), ...args], {
      cwd: folder,
      stdio: "inherit",
      env,
    }).status ?? 1
  );
}

const { from = newestTag() ?? beforeNewestMigration() } = command.opts<{ from?: string }>();
const parent = mkdtempSync(join(tmpdir(), "gongshi-previous-"));
const folder = join(parent, "code");
try {
  process.exitCode = runOn(folder, from, command.args);
} finally {
  spawnSync("git", ["worktree", "remove", "--force", folder], { cwd: ROOT });
  rmSync(parent, { recursive: true, force: true });
}
