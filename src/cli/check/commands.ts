import { readFile } from "node:fs/promises";
import { inProject } from "../command/project.ts";
import { runTool } from "../command/run-tool.ts";

/** The check itself; its own script is no command of commander. */
const CHECK = "src/cli/check.ts";
const AT_ONCE = 4;

/** Every command loads under the Node that runs it, and tells how it is used. */
export async function checkCommands(): Promise<string> {
  const { scripts } = JSON.parse(await readFile(inProject("package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  const files = Object.values(scripts).flatMap((script) => /src\/cli\/\S+\.ts/.exec(script)?.[0] ?? []);
  const queue = files.filter((file) => file !== CHECK);
  const count = queue.length;
  const faults: string[] = [];
  const worker = async () => {
    for (let file = queue.shift(); file; file = queue.shift()) {
      const { code, stdout, output } = await runTool(inProject(file), ["--help"]);
      if (code !== 0 || !stdout.startsWith("用法：")) faults.push(`${file} --help: ${output.trim().slice(0, 400)}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (faults.length) throw new Error(faults.join("\n"));
  return `${count} commands`;
}
