import { env } from "cloudflare:test";
import { createContext } from "../../src/compose.ts";
import { publishReport } from "../../src/reports/publish/publish.ts";
import type { Paragraph } from "../../src/reports/report.ts";
import { indexedBlockText } from "../../src/search/text/section-text.ts";

const realReports = Object.entries(env.REAL_REPORTS);

export const withoutReports = realReports.length === 0;

/** For `beforeEach` of what needs them: skips the test, with the reason in the output. */
export const needsReports = ({ skip }: { skip: (condition: boolean, note: string) => void }) =>
  skip(withoutReports, "没有真实报告：把它们放在 ../shared/reports，或用 REPORTS_DIR 指明");

export const fromBase64 = (base64: string) => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));

export async function publishRealReports() {
  const ctx = createContext(env, { name: "测试", roles: ["publisher"] });
  for (const [fileName, base64] of realReports) await publishReport(ctx, { bytes: fromBase64(base64), fileName });
}

export interface Published {
  id: number;
  /** bureau/year/section */
  address: string;
  /** Heading and paragraphs as printed, a line each. */
  text: string;
}

export async function publishedSections(): Promise<Published[]> {
  const { results } = await env.DB.prepare(
    `SELECT s.id, b.slug || '/' || r.year || '/' || s.slug AS address, s.heading, s.blocks FROM sections s
     JOIN revisions v ON v.id = s.revision_id JOIN reports r ON r.id = v.report_id AND r.current_revision = v.number
     JOIN bureaus b ON b.id = r.bureau_id`,
  ).all<{ id: number; address: string; heading: string; blocks: string }>();
  return results.map(({ id, address, heading, blocks }) => ({
    id,
    address,
    text: [heading, ...(JSON.parse(blocks) as Paragraph[]).map(indexedBlockText)].join("\n"),
  }));
}
