import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { inProject, QUIET_WRANGLER } from "../command/project.ts";
import { freePort } from "../local/free-port.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let state = "";
let port = 0;
let site: ChildProcess | undefined;
const environment = () => ({ ...process.env, ...QUIET_WRANGLER, GONGSHI_STATE: state });

async function run(command: string, ...args: string[]): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, ["--no-warnings", inProject("src/cli", `${command}.ts`), ...args], {
    env: environment(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data: Buffer) => (output += data.toString()));
  const [code] = (await once(child, "close")) as [number];
  return { code, output };
}

async function startSite() {
  const child = spawn(
    process.execPath,
    ["--no-warnings", inProject("src/cli/start.ts"), "--empty", "--port", `${port}`],
    {
      env: environment(),
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  site = child;
  let printed = "";
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (data: Buffer) => {
      printed += data.toString();
      if (printed.includes("公示已启动")) resolve();
    });
    child.once("exit", () => reject(new Error(printed)));
  });
}

async function stopSite() {
  const child = site;
  site = undefined;
  if (!child || child.exitCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}

/** Runs SQL on the database file, as somebody with access to the machine could. */
async function edit(sql: string) {
  const folder = join(state, "v3/d1/miniflare-D1DatabaseObject");
  for (const name of (await readdir(folder)).filter((each) => /^[0-9a-f]+\.sqlite$/.test(each))) {
    const db = new DatabaseSync(join(folder, name));
    db.exec(sql);
    db.close();
  }
}

const verify = () => run("verify", `http://127.0.0.1:${port}`, "--mirror", join(state, `mirror-${Math.random()}`));

beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), "gongshi-state-"));
  port = await freePort();
  await startSite();
  const imported = await run(
    "import",
    inProject("samples/donghu-2023.txt"),
    "--accept",
    "bureau-new",
    "--site",
    `http://127.0.0.1:${port}`,
  );
  expect(imported.output).toContain("published r1");
});

afterAll(stopSite);

test("one byte changed in the database is found by the doctor and by verify; what is derived is mended", async () => {
  expect((await verify()).code).toBe(0);
  await stopSite();
  const sound = await run("doctor");
  expect(sound.output).toContain("一切相符");
  expect(sound.code).toBe(0);

  await edit(
    "UPDATE revision_figures SET packed = NULL; DELETE FROM sections_chars WHERE rowid = (SELECT max(id) FROM sections)",
  );
  const drifted = await run("doctor", "--repair");
  expect(drifted.output).toMatch(/补 搜索索引.*1 处不在搜索索引里/);
  expect(drifted.output).toMatch(/补 数字.*与正文不符/);
  expect(drifted.code).toBe(0);
  expect((await run("doctor")).output).toContain("一切相符");

  await edit("DROP TRIGGER sections_are_immutable; UPDATE sections SET blocks = replace(blocks, '241人', '242人')");
  const tampered = await run("doctor", "--repair");
  expect(tampered.output).toMatch(/✗ 文字与原件.*donghu 2023 第1版：文字与登记的指纹不符/);
  expect(tampered.output).not.toContain("补 ");
  expect(tampered.code).toBe(1);
  await startSite();
  const outside = await verify();
  expect(outside.output).toContain("文字与记录不符，被改过");
  expect(outside.code).toBe(1);
});
