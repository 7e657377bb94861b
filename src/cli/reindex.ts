import { Option } from "commander";
import { newCommand } from "./command.ts";
import { rebuildOutside } from "./reindex/rebuild-outside.ts";
import { reindexDatabase } from "./reindex/reindex-database.ts";
import { siteOption, siteWithToken } from "./site-option.ts";

const command = newCommand("npm run reindex", "从数据表重建查找索引；重建期间网站照常可查，最后一步才换上新索引")
  .addOption(siteOption())
  .addOption(new Option("--engine <name>", "重建哪个引擎的索引").choices(["fts5", "meilisearch"]).default("fts5"))
  .option("--resume", "接着做已经开始的重建，不从头来（只用于 meilisearch）", false)
  .parse();

try {
  const { site: origin, engine, resume } = command.opts<{ site: string; engine: string; resume: boolean }>();
  const site = await siteWithToken(origin);
  const said = engine === "fts5" ? await reindexDatabase(site) : await rebuildOutside(site, resume);
  process.stdout.write(`${said}\n`);
} catch (error) {
  process.stderr.write(`\n重建没有完成：${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
