import { env, SELF } from "cloudflare:test";
import { forgetArchiveVersion } from "../../src/http/page-cache/archive-version.ts";
import { fillArchive } from "./demo.ts";

export const ORIGIN = "https://gongshi.test";

/** Asks the Worker as a browser would, without following redirects. */
export const ask = (path: string, init: RequestInit = {}) =>
  SELF.fetch(ORIGIN + path, { redirect: "manual", ...init } as RequestInit<RequestInitCfProperties>);

/** Without the places where a heading's line may break. */
export const text = async (path: string) => (await (await ask(path)).text()).replaceAll("<wbr/>", "");

/** The invented archive, with the isolate's memory of the version before it dropped. */
export async function openArchive() {
  const archive = await fillArchive({ DB: env.DB, FILES: env.FILES });
  forgetArchiveVersion();
  return archive;
}
