/** A command's remarks about files that a backup lacks. */
export const missingWords = (missing: readonly string[]) =>
  `缺 ${missing.length} 个文件，网站上就没有：\n${missing.map((key) => `  ${key}\n`).join("")}请用 npm run doctor 核查网站，从更早的备份找回它们。\n`;
