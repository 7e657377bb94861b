import { readFile } from "node:fs/promises";
import { InvalidArgumentError } from "commander";
import { yearText } from "../fields.ts";
import { parseCalendarFile } from "../feedback/holidays/calendar-file.ts";
import { newCommand } from "./command/command.ts";
import { fileTrouble } from "./command/file-trouble.ts";
import { call, callJson } from "./site/site.ts";
import { siteOption, siteWithToken } from "./site/site-option.ts";

const command = newCommand(
  "npm run calendar",
  "列出期限用的节假日日历；给一个 ICS 或 JSON 文件，就登记其中的年度，在办的期限随后重算",
)
  .argument("[file]", "国务院办公厅通知的 ICS 或 JSON 文件")
  .option("--year <year>", "只登记文件里的这一年", toYear)
  .option("--source <text>", "依据，例如“国务院办公厅关于2027年部分节假日安排的通知”")
  .addOption(siteOption())
  .parse();

function toYear(text: string): number {
  const year = yearText.safeParse(text);
  if (year.success) return year.data;
  throw new InvalidArgumentError(`${year.error.issues[0]?.message ?? ""}。`);
}

interface Options {
  year?: number;
  source?: string;
  site: string;
}

const [file] = command.args;
const { year: only, source, site: origin } = command.opts<Options>();
try {
  const site = await siteWithToken(origin);
  if (file !== undefined) {
    if (source === undefined) throw new Error("请用 --source 写明依据，它显示在每个期限旁。");
    const years = parseCalendarFile(await readFile(file, "utf8")).filter(
      ({ year }) => only === undefined || year === only,
    );
    if (years.length === 0) throw new Error(`文件里没有${only}年。`);
    for (const { year, off, work } of years) {
      await call(site, `/calendar/${year}`, {
        method: "PUT",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ source, off, work }),
      });
      process.stdout.write(`已登记 ${year} 年：放假 ${off.length} 天，调休上班 ${work.length} 天。\n`);
    }
  }
  const { sources } = await callJson<{ sources: Record<string, string | null> }>(site, "/calendar");
  for (const [year, said] of Object.entries(sources))
    process.stdout.write(`${year}　${said ?? "尚未公布，只按周末和元旦、劳动节、国庆计"}\n`);
} catch (error) {
  process.stderr.write(`${fileTrouble(error, file ?? "")}\n`);
  process.exitCode = 1;
}
