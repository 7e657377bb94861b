import { InvalidArgumentError, Option } from "commander";
import { yearText } from "../fields.ts";
import { indexWidth } from "../search/fields.ts";
import { messageOf } from "../thrown.ts";
import { newCommand } from "./command/command.ts";
import { rebuildOutside } from "./reindex/rebuild-outside.ts";
import { reindexDatabase } from "./reindex/reindex-database.ts";
import { siteOption, siteWithToken } from "./site/site-option.ts";

const command = newCommand("npm run reindex", "从数据表重建搜索索引；重建期间网站照常可查，最后一步才换上新索引")
  .addOption(siteOption())
  .addOption(new Option("--engine <name>", "重建哪个引擎的索引").choices(["fts5", "meilisearch"]).default("fts5"))
  .addOption(
    new Option(
      "--full-text-from <year>",
      "库内的索引从哪一年起编入正文，更早的只编入标题（例如 2024；9999 是都只编入标题，0 或“全部”是都编入正文）；不写则和现在一样宽",
    ).argParser(toYear),
  )
  .option("--resume", "接着做已经开始的重建，不从头来（只用于 meilisearch）", false)
  .parse();

function toYear(text: string): number {
  if (/^(?:0|全部|all)$/i.test(text)) return 0;
  const year = indexWidth.safeParse(yearText.safeParse(text).data ?? text);
  if (year.success) return year.data;
  throw new InvalidArgumentError("应是四位年份，例如 2024；要把各年度的正文都编入，请写 0 或“全部”。");
}

interface Options {
  site: string;
  engine: string;
  resume: boolean;
  fullTextFrom?: number;
}

try {
  const { site: origin, engine, resume, fullTextFrom } = command.opts<Options>();
  if (engine !== "fts5" && fullTextFrom !== undefined)
    throw new Error("--full-text-from 只用于库内的索引：请不写 --engine meilisearch，或去掉这一项。");
  const site = await siteWithToken(origin);
  const said = engine === "fts5" ? await reindexDatabase(site, fullTextFrom) : await rebuildOutside(site, resume);
  process.stdout.write(`${said}\n`);
} catch (error) {
  process.stderr.write(`\n重建没有完成：${messageOf(error)}\n`);
  process.exitCode = 1;
}
