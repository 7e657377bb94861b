import { takeBackup } from "./backup/take-backup.ts";
import { newCommand } from "./command/command.ts";
import { fileTrouble } from "./command/file-trouble.ts";
import { siteOption, siteWithToken, tellProgress } from "./site/site-option.ts";

const command = newCommand("npm run backup", "备份网站的全部数据表、原件和附件；中断后再运行同一条命令会接着做")
  .requiredOption("--to <folder>", "备份到哪个文件夹（空的，或上次没有做完的）")
  .addOption(siteOption());

const { to, site } = command.parse().opts<{ to: string; site: string }>();
try {
  const manifest = await takeBackup(await siteWithToken(site), to, tellProgress);
  tellProgress("");
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  const megabytes = manifest.tables.reduce((sum, table) => sum + table.bytes, manifest.objects.bytes) / 1e6;
  process.stdout.write(
    `备份完成：${manifest.tables.length} 张表 ${rows} 行，${manifest.objects.count} 个文件，共 ${megabytes.toFixed(1)} MB。
公示日志 ${manifest.ledger.size} 条，根 ${manifest.ledger.root}
密钥（LEDGER_KEY、CONTACT_KEYS）不在备份里，请另行保存：docs/operations/backup.md
`,
  );
} catch (error) {
  tellProgress("");
  process.stderr.write(`${fileTrouble(error, to)}\n`);
  process.exitCode = 1;
}
