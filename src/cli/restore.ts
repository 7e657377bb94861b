import { checkBackup } from "./backup/manifest.ts";
import { missingWords } from "./backup/missing-words.ts";
import { openSealedWith, readIdentities } from "./backup/sealed-files.ts";
import { putBack } from "./backup/put-back.ts";
import { newCommand } from "./command/command.ts";
import { fileTrouble } from "./command/file-trouble.ts";
import { inProject } from "./command/project.ts";
import { reindexDatabase } from "./reindex/reindex-database.ts";
import { runTool } from "./command/run-tool.ts";
import { siteOption, siteWithToken, tellProgress } from "./site/site-option.ts";

const command = newCommand(
  "npm run restore",
  "把备份恢复到一个空的网站，重建搜索索引，并核对公示日志；中断后再运行同一条命令会接着做",
)
  .requiredOption("--from <folder>", "npm run backup 做好的文件夹")
  .option("--check", "只核对备份本身是否完好，不恢复")
  .option("--identity <file>", "加密的备份用哪个 age 私钥文件打开")
  .option("--incomplete", "备份缺原件或附件也恢复")
  .addOption(siteOption());

interface Options {
  from: string;
  site: string;
  check?: boolean;
  identity?: string;
  incomplete?: boolean;
}

async function main({ from, site: origin, check, identity, incomplete }: Options): Promise<number> {
  const sealed = identity === undefined ? undefined : openSealedWith(await readIdentities(identity));
  const { manifest, id, faults, open } = await checkBackup(from, sealed);
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  if (faults.length > 0) throw new Error(`备份已损坏（${faults.length} 处），没有恢复。请换一份备份。`);
  process.stdout.write(
    `${manifest.missing ? "备份没有损坏，但不完整" : "备份完好"}：${manifest.madeAt}，公示日志 ${manifest.ledger.size} 条，根 ${manifest.ledger.root}\n`,
  );
  if (manifest.missing) process.stderr.write(missingWords(manifest.missing));
  if (check) return manifest.missing ? 1 : 0;
  if (manifest.missing && !incomplete)
    throw new Error("备份不完整，没有恢复。没有更好的备份时，加 --incomplete 照样恢复。");
  const site = await siteWithToken(origin);
  const head = await putBack(site, from, manifest, id, tellProgress, open);
  if (head.root !== manifest.ledger.root) throw new Error("恢复以后又有了新的公示，公示日志的根与备份的不再相同。");
  tellProgress("");
  const { full_text_from: width = 0 } = manifest;
  process.stdout.write(`${await reindexDatabase(site, width)}
`);
  process.stdout.write(`恢复完成，公示日志的根与备份的相同。\n`);
  if (manifest.ledger.size === 0) return 0;
  const verified = await runTool(inProject("src/cli/verify.ts"), [site.origin]);
  process.stdout.write(verified.output);
  if (verified.code !== 0)
    process.stderr.write(
      "公示日志没有通过验证。多半是签名密钥（LEDGER_KEY）不是原来的那一把：docs/operations/backup.md\n",
    );
  return verified.code === 0 ? 0 : 1;
}

process.exitCode = await main(command.parse().opts<Options>()).catch((error: unknown) => {
  tellProgress("");
  process.stderr.write(`${fileTrouble(error, "")}\n`);
  return 1;
});
