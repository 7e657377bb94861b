import { messageOf } from "../../thrown.ts";
import { call, type Site } from "../site/site.ts";

/** Lets the site know that a backup is whole in its folder, for `/healthz`. An older site does not listen; the backup is none the worse. */
export async function tellSite(site: Site, what: { rows: number; objects: number; missing: number }): Promise<void> {
  try {
    const headers = { "content-type": "application/json" };
    await call(site, "/backup/finished", { method: "POST", headers, body: JSON.stringify(what) });
  } catch (error) {
    process.stderr.write(`备份已经做好，只是没有告诉网站（${messageOf(error)}）：/healthz 会以为没有备份。\n`);
  }
}
