import { openDatabase } from "../../../src/db/client.ts";
import { composeFigures } from "../../../src/figures/kept.ts";
import { pack } from "../../../src/figures/pack.ts";
import { loadFigures } from "../../../src/figures/store.ts";
import { type Inquiry, loadRevisions, loadSections, nameOf } from "./stored.ts";

/** The figures of every revision are those that its text states. */
export async function checkFigures(inquiry: Inquiry) {
  const db = openDatabase(inquiry.storage.db);
  for (const revision of await loadRevisions(inquiry)) {
    const kept = await loadFigures(db, revision.id);
    const stated = composeFigures(await loadSections(inquiry, revision.id));
    if (!kept || pack(kept) !== pack(stated))
      inquiry.wrong(
        `${nameOf(revision)}: ${kept ? "other figures are kept than it states" : "its figures were not read"}`,
      );
  }
}
