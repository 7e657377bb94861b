import type { TestSite } from "../../src/cli/local/test-site.ts";
import { startPagesSite } from "./test-site.ts";
import { fillArchive } from "../support/demo.ts";

/** A site of its own with the invented archive of test/support, beside the one with the demonstration reports. */
export async function startArchiveSite(): Promise<TestSite> {
  const site = await startPagesSite();
  await fillArchive({ DB: site.db, FILES: site.files });
  return site;
}

/** One of every kind of page, by name. */
export const PAGES = {
  home: "/",
  bureaus: "/bureaus",
  bureau: "/bureaus/donghu",
  years: "/years",
  year: "/years/2023",
  report: "/reports/donghu/2023",
  section: "/reports/donghu/2023/integrity",
  frozen: "/reports/donghu/2023/r1",
  "frozen section": "/reports/donghu/2023/r1/volunteering",
  revisions: "/reports/donghu/2023/revisions",
  diff: "/reports/donghu/2023/diff/1..2",
  notes: "/reports/donghu/2023/r1/notes",
  withdrawn: "/reports/liuyin/2018",
  "missing year": "/reports/donghu/2021",
  "not found": "/nothing",
  api: "/api",
  follow: "/follow?kind=bureau&target=donghu",
  "press, suggested": "/press/new?bureau=donghu",
};
