import { missingWords } from "./backup/missing-words.ts";
import { requireRecipient } from "./backup/sealed-files.ts";
import { takeBackup } from "./backup/take-backup.ts";
import { newCommand } from "./command/command.ts";
import { fileTrouble } from "./command/file-trouble.ts";
import { siteOption, siteWithToken, tellProgress } from "./site/site-option.ts";

const command = newCommand("npm run backup", "备份网站的全部数据表、原件和附件；中断后再运行同一条命令会接着做")
  .requiredOption("--to <folder>", "备份到哪个文件夹（空的，或上次没有做完的）")
  .option("--recipient <key...>", "加密给这些 age 公钥；不写就看环境变量 BACKUP_RECIPIENTS，也没有就不加密")
  .addOption(siteOption());

const { to, site, recipient } = command.parse().opts<{ to: string; site: string; recipient?: string[] }>();
const set = (process.env.BACKUP_RECIPIENTS ?? "").split(/[\s,]+/).filter(Boolean);
try {
  const recipients = (recipient ?? set).map(requireRecipient);
  const manifest = await takeBackup(await siteWithToken(site), to, tellProgress, recipients);
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
  if (manifest.missing) {
    process.stderr.write(missingWords(manifest.missing));
    process.exitCode = 1;
  }
} catch (error) {
  tellProgress("");
  process.stderr.write(`${fileTrouble(error, to)}\n`);
  process.exitCode = 1;
}
