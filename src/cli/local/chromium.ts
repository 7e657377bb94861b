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

/**
 * The headless shell in @sparticuz/chromium, or Debian's Chromium if the system's is preferred and there is one.
 * GONGSHI_CHROMIUM, `npm` or a path, is stronger. Decision 0311.
 */
export async function chromiumLaunch(preferred: "npm" | "system" = "npm"): Promise<LaunchOptions> {
  const wanted = process.env.GONGSHI_CHROMIUM || (preferred === "system" && existsSync(DEBIAN) ? DEBIAN : "npm");
  if (wanted !== "npm") return { executablePath: wanted, args: ARGS };
  await unpackOnce();
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
  if (!existsSync(DEBIAN)) await unpackOnce();
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

let unpacking: Promise<void> | undefined;

/** Both browsers start at once, and both may need what is in the package. */
async function unpackOnce() {
  if (!existsSync(UNPACKED)) await (unpacking ??= unpack());
}

/** The package unpacks into TMPDIR, its libraries only if it sees AWS Lambda; a folder half unpacked is never used. */
async function unpack() {
  await mkdir(inProject("node_modules/.cache"), { recursive: true });
  const partial = await mkdtemp(`${UNPACKED}-`);
  const script = `import chromium from "@sparticuz/chromium"; await chromium.executablePath();`;
  const env = { ...process.env, TMPDIR: partial, AWS_LAMBDA_JS_RUNTIME: "nodejs24.x" };
  await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], { cwd: ROOT, env });
  await rename(partial, UNPACKED).catch(async (error: unknown) => {
    if (!existsSync(UNPACKED)) throw error;
    await rm(partial, { recursive: true });
  });
}
