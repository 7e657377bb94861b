import { execFile } from "node:child_process";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { createBrotliDecompress } from "node:zlib";
import type { LaunchOptions } from "playwright-core";
import { inProject, ROOT } from "../command/project.ts";

const DEBIAN = "/usr/bin/chromium";
const UNPACKED = inProject("node_modules/.cache/chromium");
const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Debian's Chromium if there is one, else the one in @sparticuz/chromium. GONGSHI_CHROMIUM: `npm`, or a path. */
export async function chromiumLaunch(): Promise<LaunchOptions> {
  const wanted = process.env.GONGSHI_CHROMIUM || (existsSync(DEBIAN) ? DEBIAN : "npm");
  if (wanted !== "npm") return { executablePath: wanted, args: ARGS };
  if (!existsSync(UNPACKED)) await unpack();
  return { executablePath: join(UNPACKED, "chromium"), args: [...ARGS, "--no-zygote"], env: packagedLibraries() };
}

const OLD = inProject("node_modules/.cache/chromium-109");

/** Chromium 109, the last for Windows 7, as the package brings it: a headless shell without graphics. */
export async function oldChromiumLaunch(): Promise<LaunchOptions> {
  const executablePath = join(OLD, "chromium");
  if (!existsSync(OLD)) {
    await mkdir(inProject("node_modules/.cache"), { recursive: true });
    const partial = await mkdtemp(`${OLD}-`);
    const packed = createReadStream(inProject("node_modules/chromium-109/bin/chromium.br"));
    await pipeline(packed, createBrotliDecompress(), createWriteStream(join(partial, "chromium"), { mode: 0o755 }));
    await rename(partial, OLD).catch(async (error: unknown) => {
      if (!existsSync(OLD)) throw error;
      await rm(partial, { recursive: true });
    });
  }
  if (!existsSync(UNPACKED) && !existsSync(DEBIAN)) await unpack();
  const env = existsSync(DEBIAN) ? {} : { env: packagedLibraries() };
  return { executablePath, args: [...ARGS, "--no-zygote", "--in-process-gpu", "--hide-scrollbars"], ...env };
}

/** The package brings the shared libraries that a bare Debian lacks (NSS), and fonts for a machine without any. */
function packagedLibraries(): Record<string, string> {
  const inherited = Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const libraries = [join(UNPACKED, "al2023/lib"), process.env.LD_LIBRARY_PATH].filter(Boolean).join(":");
  const fonts = existsSync("/etc/fonts/fonts.conf") ? {} : { FONTCONFIG_PATH: join(UNPACKED, "fonts") };
  return { ...Object.fromEntries(inherited), LD_LIBRARY_PATH: libraries, ...fonts };
}

/** The package unpacks into TMPDIR, its libraries only if it sees AWS Lambda; a folder half unpacked is never used. */
async function unpack() {
  await mkdir(inProject("node_modules/.cache"), { recursive: true });
  const partial = await mkdtemp(`${UNPACKED}-`);
  const script = `import chromium from "@sparticuz/chromium"; await chromium.executablePath();`;
  const env = { ...process.env, TMPDIR: partial, AWS_LAMBDA_JS_RUNTIME: "nodejs24.x" };
  await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], { cwd: ROOT, env });
  await rename(partial, UNPACKED);
}
