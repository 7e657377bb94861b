import type { Person } from "./people.ts";
import { query } from "../models/storage.ts";
import { INDEX, type System } from "../system.ts";

/** As if the index of the empty archive had been built before. */
export async function haveIndex({ engine, storage }: System) {
  engine.indexes.set(INDEX, new Map());
  await query(storage, "UPDATE search_index SET built = ?", INDEX);
}

/** As if a part of the revisions had been published by a version that read figures differently. */
export async function ageFigures({ system, action }: Person) {
  const half = action.about < 0.5 ? 0 : 1;
  await query(system.storage, "UPDATE revision_figures SET reader = 0, packed = NULL WHERE revision_id % 2 = ?", half);
}

/** The engine outside starts again with an empty disk. */
export async function loseIndex({ system }: Person) {
  system.engine.indexes.clear();
}
