import { Command, InvalidArgumentError, Option } from "commander";
import { readLocalToken } from "./bearer-token.ts";
import { rebuildOutside } from "./reindex/rebuild-outside.ts";
import { reindexDatabase } from "./reindex/reindex-database.ts";

const command = new Command("npm run reindex --")
  .description("从数据表重建检索索引；重建期间网站照常可查，最后一步才换上新索引")
  .option("--site <url>", "网站地址", toOrigin, `http://127.0.0.1:${process.env.PORT || 8787}`)
  .addOption(new Option("--engine <name>", "重建哪个引擎的索引").choices(["fts5", "meilisearch"]).default("fts5"))
  .option("--resume", "接着做已经开始的重建，不从头来（只用于 meilisearch）", false)
  .allowExcessArguments(false)
  .parse();

function toOrigin(text: string): string {
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol)) return url.origin;
  throw new InvalidArgumentError("网站地址应以 http:// 或 https:// 开头。");
}

try {
  const { site, engine, resume } = command.opts<{ site: string; engine: string; resume: boolean }>();
  const token = process.env["GONGSHI_TOKEN"] ?? (await readLocalToken());
  if (!token) throw new Error("没有令牌。请先运行 npm start，或在环境变量 GONGSHI_TOKEN 中给出管理员令牌。");
  const said =
    engine === "fts5" ? await reindexDatabase({ site, token }) : await rebuildOutside({ site, token }, resume);
  process.stdout.write(`${said}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
