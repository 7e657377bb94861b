import { existsSync } from "node:fs";
import { join } from "node:path";
import { inProject } from "../command/project.ts";

/** The real reports, which are not in the repository. */
export const REPORT_FILES = process.env.REPORTS_DIR ?? inProject("../shared/reports");

export const reportFile = (name: string) => join(REPORT_FILES, name);

const missing = !["xiqu-2019.txt", "songjiang-2023.txt"].every((name) => existsSync(reportFile(name)));

/** For `beforeEach` of what needs them: skips the test, with the reason in the output. */
export const needsReportFiles = ({ skip }: { skip: (condition: boolean, note: string) => void }) =>
  skip(missing, "没有真实报告：把它们放在 ../shared/reports，或用 REPORTS_DIR 指明");

export const withoutReportFiles = missing;
