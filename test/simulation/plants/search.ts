import type { Plant } from "../faults/plant.ts";
import { rewritten } from "./ways.ts";

/** Bugs in what the search is told, and in what it answers. */
export const PLANTS_IN_SEARCH: Plant[] = [
  {
    name: "forgets-removal",
    seed: 10,
    wrong: "a withdrawn report stays in the index outside the database",
    wrap: (ports) => ({
      ...ports,
      writer: { ...ports.writer, removeOthers: (index) => ports.writer.put(index, []) },
    }),
  },
  {
    name: "enqueued-is-done",
    seed: 19,
    wrong: "a task of the index counts when it is enqueued",
    wrap: (ports) => ({ ...ports, writer: { ...ports.writer, task: async () => ({ state: "succeeded" }) } }),
  },
  {
    name: "index-hints-only",
    seed: 1,
    wrong: "the index follows the queue alone: what is not in a message is not indexed",
    wrap: rewritten((sql) =>
      /from "outbox".*limit/.test(sql) && /"kind" = 'index'/.test(sql)
        ? sql.replace(/"available_at" <= \?/, '$& and "outbox"."id" < 0')
        : sql,
    ),
  },
  {
    name: "silence-is-nothing",
    seed: 81,
    wrong: "an engine that does not answer counts as one that found nothing",
    wrap: (ports) => ({
      ...ports,
      ask: (questions) =>
        ports.ask<never>(questions).catch(() => questions.map(() => ({ hits: [], found: 0, facets: {} }))),
    }),
  },
  {
    name: "never-behind",
    seed: 44,
    wrong: "an answer does not say that the index lacks changes",
    wrap: rewritten((sql) => sql.replace('"search_indexing"."done" < "search_indexing"."wanted" limit', "0 limit")),
  },
  {
    name: "version-kept",
    seed: 23,
    wrong: "a change of what can be read does not raise the archive's version",
    wrap: rewritten((sql) => sql.replace('"archive_state"."version" + 1', '"archive_state"."version"')),
  },
];
