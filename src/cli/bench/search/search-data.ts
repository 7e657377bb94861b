import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import type { BenchReport, SearchSite } from "./search-site.ts";

interface LawSection {
  title: string;
  heading: string;
  text: string;
}

const YEARS_A_BUREAU = 30;
const FIRST_YEAR = 1995;
const REPORTS_A_REQUEST = 50;
const STANDARDS = ["volunteering", "environment", "honest-service", "staff-training", "profile"];

/** One law, one report; every third section of a law gets a standard section, for facets. */
export async function readBenchReports(file: string, mostSections: number): Promise<BenchReport[]> {
  const reports: BenchReport[] = [];
  const input = createInterface({ input: createReadStream(file).pipe(createGunzip()) });
  let title = "";
  let count = 0;
  for await (const line of input) {
    if (count++ >= mostSections) break;
    const law = JSON.parse(line) as LawSection;
    if (law.title !== title || reports.length === 0) {
      title = law.title;
      const n = reports.length;
      const bureau = `b${Math.floor(n / YEARS_A_BUREAU)}`;
      reports.push({ bureau, year: FIRST_YEAR + (n % YEARS_A_BUREAU), sections: [] });
    }
    const sections = reports.at(-1)?.sections ?? [];
    const standard =
      sections.length % 3 === 2 ? STANDARDS[Math.floor(sections.length / 3) % STANDARDS.length] : undefined;
    sections.push({ heading: law.heading, text: law.text, ...(standard ? { standard } : {}) });
  }
  return reports;
}

/** The first reports that hold at least so many sections. */
export function prefixOf(reports: readonly BenchReport[], sections: number): number {
  let count = 0;
  const at = reports.findIndex((report) => (count += report.sections.length) >= sections);
  return at < 0 ? reports.length : at + 1;
}

export async function publishReports(site: SearchSite, reports: readonly BenchReport[]): Promise<void> {
  for (let i = 0; i < reports.length; i += REPORTS_A_REQUEST)
    await site.publish(reports.slice(i, i + REPORTS_A_REQUEST));
}
