import type { IndexDocument } from "../../../src/search/index-writer.ts";
import { documentsOf } from "../../../src/search/indexing/index-documents.ts";
import { INDEX } from "../system.ts";
import { query } from "../models/storage.ts";
import { type Inquiry, loadRevisions, loadSections } from "./stored.ts";

/** The index outside the database holds a document for every published section, and nothing else. */
export async function checkOutsideIndex(
  inquiry: Inquiry,
  indexes: ReadonlyMap<string, ReadonlyMap<number, IndexDocument>>,
) {
  const index = indexes.get(INDEX);
  const [state] = await query<{ built: string | null }>(inquiry.storage, "SELECT built FROM search_index");
  if (!index || state?.built !== INDEX) return inquiry.wrong(`the index outside was not built: ${state?.built}`);
  const expected = new Map<number, string>();
  for (const revision of await loadRevisions(inquiry)) {
    if (revision.status === "withdrawn") continue;
    const sections = await loadSections(inquiry, revision.id);
    const { reportId: report, bureauId: bureau, year, number, currentRevision } = revision;
    for (const document of documentsOf({ report, bureau, year, number, current: number === currentRevision, sections }))
      expected.set(document.id, JSON.stringify(document));
  }
  const differing = [...expected].filter(([id, text]) => JSON.stringify(index.get(id)) !== text);
  const stray = [...index.keys()].filter((id) => !expected.has(id));
  if (differing.length + stray.length > 0)
    inquiry.wrong(`the index outside differs in ${differing.length} documents and has ${stray.length} too many`);
}
