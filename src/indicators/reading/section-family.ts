import type { Section } from "../../reports/report.ts";
import { standardSection } from "../../ingest/signs/standard-outline.ts";

/** What a section of a report without the standard outline is about, by its title. */
const BY_TITLE: [RegExp, string][] = [
  [/概况|简介|概述|规模/u, "overview"],
  [/^(?!.*(?:居民|社会|企业|客户|安全)).*培训|(?:员工|职工)(?:教育|成长|发展)|人才培养/u, "staff-training"],
  [/招聘|录用|用工/u, "recruitment"],
  [/劳动保护|职业健康|安全生产|员工关爱|职工关爱/u, "labour-protection"],
  [/志愿/u, "volunteering"],
  [/客户服务|优质服务|服务质量|服务水平|投诉/u, "honest-service"],
  [/帮扶|帮困|救助|献血|捐助|捐赠|慈善|公益/u, "relief"],
  [/节能|低碳|降耗|能源消耗|资源消耗/u, "energy-saving"],
];

/** The whole report in figures; every indicator has its place there. */
const OF_ALL = /指标|绩效|关键数据|主要数据|数据一览|数据概览|数说/u;
export const ANY = "*";

/**
 * The standard sections that a section and those above it are, and those that stand above these in the standard outline; `ANY`
 * among them if every indicator has its place there.
 */
export function familiesOf(sections: readonly Pick<Section, "standard" | "title">[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { standard, title } of sections) {
    if (OF_ALL.test(title)) found.add(ANY);
    const own = standard ?? BY_TITLE.find(([words]) => words.test(title))?.[1] ?? null;
    for (let slug = own; slug !== null; slug = standardSection(slug)?.parent ?? null) {
      found.add(slug === "outlook" ? ANY : slug);
    }
  }
  return found;
}
