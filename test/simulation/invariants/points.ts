import { checkPoints } from "../../../src/cli/doctor/check-points.ts";
import type { Archive } from "../../../src/doctor/archive.ts";
import { query } from "../models/storage.ts";
import type { Inquiry } from "./stored.ts";

/** What the doctor says of the points: they are those of every current text, and counted as often. */
export async function checkIndicatorPoints({ storage, wrong }: Inquiry) {
  const archive: Archive = {
    query: (sql, ...values) => query(storage, sql, ...values),
    write: () => Promise.reject(new Error("nothing is mended here")),
    original: async () => null,
    originals: async () => [],
  };
  for (const { where, what } of await checkPoints(archive)) wrong(`${where}: ${what}`);
}
