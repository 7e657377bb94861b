import { join } from "node:path";
import { nightName, pruneNights, toDays } from "./backup/nights.ts";
import { tellSite } from "./backup/tell-site.ts";
import { missingWords } from "./backup/missing-words.ts";
import { requireRecipient } from "./backup/sealed-files.ts";
import { takeBackup } from "./backup/take-backup.ts";
import { newCommand } from "./command/command.ts";
import { fileTrouble } from "./command/file-trouble.ts";
import { siteOption, siteWithToken, tellProgress } from "./site/site-option.ts";

const command = newCommand("npm run backup", "备份网站的全部数据表、原件和附件；中断后再运行同一条命令会接着做")
  .option("--to <folder>", "备份到哪个文件夹（空的，或上次没有做完的）")
  .option("--nightly <folder>", "备份到其中以今天的日期命名的文件夹，并删去过期的；供每晚的任务使用")
  .option("--keep <days>", "与 --nightly 同用：保留几天的备份，1 到 90", toDays, 30)
  .option("--recipient <key...>", "加密给这些 age 公钥；不写就看环境变量 BACKUP_RECIPIENTS，也没有就不加密")
  .addOption(siteOption());

const given = command
  .parse()
  .opts<{ to?: string; nightly?: string; keep: number; site: string; recipient?: string[] }>();
const { nightly, keep, site, recipient } = given;
if ((given.to === undefined) === (nightly === undefined)) command.error("--to 和 --nightly 写一个，而且只写一个。");
const to = given.to ?? join(nightly ?? "", nightName(new Date()));
const set = (process.env.BACKUP_RECIPIENTS ?? "").split(/[\s,]+/).filter(Boolean);
try {
  const recipients = (recipient ?? set).map(requireRecipient);
  const source = await siteWithToken(site);
  const manifest = await takeBackup(source, to, tellProgress, recipients);
  tellProgress("");
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  const megabytes = manifest.tables.reduce((sum, table) => sum + table.bytes, manifest.objects.bytes) / 1e6;
  process.stdout.write(
    `${manifest.missing ? "备份做完，但不完整" : "备份完成"}：${manifest.tables.length} 张表 ${rows} 行，${manifest.objects.count} 个文件，共 ${megabytes.toFixed(1)} MB。
公示日志 ${manifest.ledger.size} 条，根 ${manifest.ledger.root}
${recipients.length > 0 ? `已加密，凭私钥才能打开：${recipients.join("、")}` : "没有加密：意见正文等谁拿到都能读。请用 --recipient 或 BACKUP_RECIPIENTS 给出公钥"}
密钥（LEDGER_KEY、CONTACT_KEYS）不在备份里，请另行保存：docs/operations/backup.md
`,
  );
  await tellSite(source, { rows, objects: manifest.objects.count, missing: manifest.missing?.length ?? 0 });
  for (const old of nightly === undefined ? [] : await pruneNights(nightly, keep, new Date()))
    process.stdout.write(`已删去 ${keep} 天以前的备份 ${old}\n`);
  if (manifest.missing) {
    process.stderr.write(missingWords(manifest.missing));
    process.exitCode = 1;
  }
} catch (error) {
  tellProgress("");
  process.stderr.write(`${fileTrouble(error, to)}\n`);
  process.exitCode = 1;
}
