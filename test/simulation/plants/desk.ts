import type { Plant } from "../faults/plant.ts";
import { apart, isOf, rewritten, withBatch } from "./ways.ts";

/** Bugs on the publisher's desk and in the reading of a file. */
export const PLANTS_ON_THE_DESK: Plant[] = [
  {
    name: "draft-apart",
    seed: 5,
    wrong: "a draft is settled after the batch that publishes it",
    wrap: apart("drafts", "UPDATE"),
  },
  {
    name: "draft-overwritten",
    seed: 6,
    wrong: "a draft is stored whatever its version is by then",
    wrap: rewritten((sql) =>
      sql.replace(/CASE WHEN "drafts"."version" = \? THEN ("drafts"."version" \+ 1) END/, "$1 + 0 * ?"),
    ),
  },
  {
    name: "before-its-time",
    seed: 2,
    wrong: "the trigger publishes what waits for a time to come",
    wrap: rewritten((sql) => sql.replace('"publish_at" <= ?', '"publish_at" <> ?')),
  },
  {
    name: "upload-cleaned-up",
    seed: 49,
    wrong: "the files of an upload are deleted where the answer of its commit is lost",
    wrap: (ports) => {
      const kept: string[] = [];
      const put = (key: string, ...rest: [ArrayBuffer, R2PutOptions?]) => {
        if (key.startsWith("drafts/")) kept.push(key);
        return ports.files.put(key, ...rest);
      };
      const watched = { ...ports, files: { ...ports.files, put } as unknown as R2Bucket };
      return withBatch(watched, async (statements) => {
        try {
          return await ports.db.batch(statements);
        } catch (error) {
          if (statements.some(isOf("drafts")) && kept.length > 0) await ports.files.delete(kept);
          throw error;
        }
      });
    },
  },
  {
    name: "half-a-pdf",
    seed: 24,
    wrong: "what was read of a PDF before its reader broke off counts as all of it",
    wrap: (ports, _, real) => ({
      ...ports,
      pdf: (bytes) => ports.pdf(bytes).catch(() => real.pdf(bytes.subarray(0, bytes.length / 2))),
    }),
  },
  {
    name: "figures-ticked-off",
    seed: 1,
    wrong: "figures that are read again count as read, and nothing of them is kept",
    wrap: rewritten((sql) => sql.replace('"packed" = "excluded"."packed"', '"packed" = "revision_figures"."packed"')),
  },
];
