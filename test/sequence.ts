import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files of one project follow each other, because a process belongs to one project. */
const PROJECTS = ["worker", "node-host", "unit", "browser"];

/** Computes for long and needs nothing, while the first files of the Worker wait for their sources. */
const FIRST = "test/simulation/seeds.test.ts";

/** The longest first, so that none of them runs alone at the end. The others follow by size. */
const LONG = [
  "test/simulation/workerd/real-database.test.ts",
  "test/search/guarantees.test.ts",
  "test/indexing/rebuild.test.ts",
  "test/indexing/pipeline.test.ts",
  "test/indexing/doctor.test.ts",
  "test/security/same-answer.test.ts",
  "test/staff/accounts.test.ts",
  "test/staff/routes.test.ts",
  "test/feedback/abuse.test.ts",
  "test/search/engines.test.ts",
  "test/search/engines-degrade.test.ts",
  "test/find/fuzz.test.ts",
  "test/security/attack.test.ts",
  "src/cli/serve/moves.test.ts",
  "src/cli/doctor/persisted.test.ts",
  "src/cli/bounces/bounces-command.test.ts",
  "src/ingest/growth.test.ts",
  "src/node/sqlite/copies.test.ts",
  "src/cli/import/resume.test.ts",
  "src/cli/serve/node-server.test.ts",
  "src/cli/ledger/verify-command.test.ts",
  "src/cli/backup/round-trip.test.ts",
  "src/cli/keys/token.test.ts",
  "test/simulation/plants.test.ts",
  "src/cli/mirror/mirror.test.ts",
  "test/pages/archive.test.ts",
  "test/pages/search.test.ts",
  "test/pages/publishing.test.ts",
  "test/pages/staff.test.ts",
  "test/pages/sealed.test.ts",
  "test/pages/keyboard.test.ts",
  "test/pages/feedback.test.ts",
];

/** Which files begin first. Vitest alone goes by size, which says little: the longest test here repeats one line. */
export class LongestFirst extends BaseSequencer {
  override async sort(specifications: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(specifications);
    return sorted.toSorted((a, b) => groupOf(a) - groupOf(b) || placeOf(a) - placeOf(b));
  }
}

const groupOf = ({ project }: TestSpecification) => project.config.sequence.groupOrder;

function placeOf({ moduleId, project }: TestSpecification): number {
  if (moduleId.endsWith(FIRST)) return -1;
  const long = LONG.findIndex((file) => moduleId.endsWith(`/${file}`));
  return PROJECTS.indexOf(project.name) * (LONG.length + 1) + (long === -1 ? LONG.length : long);
}
