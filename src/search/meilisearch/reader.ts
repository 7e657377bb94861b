import { MeilisearchApiError } from "meilisearch";
import type { IndexDocument } from "../index-writer.ts";
import { connect, type Server } from "./server.ts";

/** Reads an index outside the database back, as it is. */
export interface IndexReader {
  /** The documents from a place of the index on, in its own order; null if there is no such index. */
  list(index: string, from: number, most: number): Promise<IndexDocument[] | null>;
}

const TIMEOUT_MS = 20_000;
const FIELDS: (keyof IndexDocument)[] = [
  "id",
  "report",
  "bureau",
  "year",
  "revision",
  "current",
  "standards",
  "heading",
  "text",
];

/** @param server with a key that may read documents: the indexer's */
export function createIndexReader(server: Server): IndexReader {
  const client = connect(server, TIMEOUT_MS);
  return {
    async list(index, offset, limit) {
      try {
        return (await client.index<IndexDocument>(index).getDocuments({ offset, limit, fields: FIELDS })).results;
      } catch (error) {
        if (error instanceof MeilisearchApiError && error.cause?.code === "index_not_found") return null;
        throw error;
      }
    },
  };
}
