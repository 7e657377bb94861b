import { Argument, CommanderError, InvalidArgumentError, Option } from "commander";
import { expect, test } from "vitest";
import { newCommand } from "./command.ts";

function sample() {
  const said = { out: "", error: "" };
  const command = newCommand("npm run sample", "试一试")
    .addArgument(new Argument("<file>", "文件"))
    .requiredOption("--to <folder>", "写到哪里")
    .option("--days <number>", "天数", toDays, 30)
    .addOption(new Option("--role <role>", "权限").choices(["admin", "publisher"]).default("publisher"))
    .option("--dry-run", "只看")
    .exitOverride()
    .configureOutput({ writeOut: (text) => (said.out += text), writeErr: (text) => (said.error += text) });
  return { command, said };
}

function toDays(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new InvalidArgumentError("天数应是整数。");
}

const TYPED = [
  ["没有 --foo 这个选项", "a", "--to", "b", "--foo"],
  ["是不是 --dry-run", "a", "--to", "b", "--dryrun"],
  ["还缺一个参数：file", "--to", "b"],
  ["还缺一个选项：--to <folder>", "a"],
  ["--to <folder> 后面还缺内容", "a", "--to"],
  ["--days <number> 后面的“x”不对：天数应是整数。", "a", "--to", "b", "--days", "x"],
  ["--role <role> 后面的“x”不对：只能是 admin, publisher 之一", "a", "--to", "b", "--role", "x"],
  ["要 1 个参数，写了 2 个（a, c）", "a", "c", "--to", "b"],
];

test.each(TYPED)("wrong use is told in Chinese alone, with the way to the help: %s", (wanted, ...args) => {
  const { command, said } = sample();
  expect(() => command.parse(args, { from: "user" })).toThrow(CommanderError);
  expect(said.error).toContain(wanted);
  expect(said.error).toContain("用法见 npm run sample -- --help");
  expect(said.error).not.toMatch(/error|argument|option\b/);
});

test("the help speaks Chinese and says what is taken where nothing is given", () => {
  const { command, said } = sample();
  expect(() => command.parse(["--help"], { from: "user" })).toThrow(CommanderError);
  expect(said.out).toContain("用法： npm run sample -- [options] <file>");
  expect(said.out).toContain("天数（不写是 30）");
  expect(said.out).toContain("权限（可选 admin、publisher；不写是 publisher）");
  expect(said.out).toContain("显示这份说明");
  expect(said.out).not.toMatch(/Usage|Options|default|choices/);
});
