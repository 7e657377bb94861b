import type { D1Database, R2Bucket } from "@cloudflare/workers-types/index.ts";
import { archiveIn } from "./archive.ts";
import { donghu, donghu2023, liuyin, short, yunzhan } from "./donghu.ts";

/** An archive with a missing year, a corrected edition, a withdrawn report and a renamed bureau. */
export async function fillArchive(stores: { DB: D1Database; FILES?: R2Bucket }) {
  const archive = archiveIn(stores);
  await archive.bureau(donghu);
  await archive.bureau(yunzhan);
  await archive.bureau(liuyin);
  for (const year of [2019, 2020, 2022]) await archive.report(donghu, year, [short(year)]);
  await archive.report(donghu, 2023, donghu2023);
  for (const year of [2021, 2022, 2023]) await archive.report(yunzhan, year, [short(year)]);
  for (const year of [2018, 2019, 2022]) await archive.report(liuyin, year, [short(year)]);
  await archive.withdraw(liuyin, 2018, "所附名册含个人信息，重新整理后另行公示。");
  await archive.formerSlug("donghu-dianxin", donghu);
  return archive;
}
