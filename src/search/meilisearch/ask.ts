import type { MultiSearchQuery } from "meilisearch";
import { SearchUnavailable } from "../search-unavailable.ts";
import type { FoundSection } from "./found-section.ts";
import { connect, type Server } from "./server.ts";

export interface IndexAnswer<T = FoundSection> {
  hits: T[];
  /** Documents that the query alone finds, judged by no text. */
  found: number;
  facets: Record<string, Record<string, number>>;
}

export type Question = Omit<MultiSearchQuery, "indexUid">;

/** Several questions in one journey, within the rest of a search's time. Throws `SearchUnavailable`. */
export type AskServer = <T = FoundSection>(questions: readonly Question[]) => Promise<IndexAnswer<T>[]>;

/** @param budget milliseconds for all that is asked through it together */
export function createAsk(server: Server, index: string, budget: number): AskServer {
  const client = connect(server, budget);
  const until = AbortSignal.timeout(budget);
  return async <T>(questions: readonly Question[]) => {
    if (questions.length === 0) return [];
    const queries = questions.map((question) => ({ indexUid: index, ...question }));
    const answer: unknown = await client.multiSearch({ queries }, { signal: until }).catch((error: unknown) => {
      const reason = reasonOf(error);
      throw new SearchUnavailable(reason, reason.startsWith("400") ? "refused" : "down");
    });
    return toAnswers<T>(answer, questions.length);
  };
}

function toAnswers<T>(answer: unknown, wanted: number): IndexAnswer<T>[] {
  const results = isRecord(answer) && Array.isArray(answer["results"]) ? (answer["results"] as unknown[]) : [];
  if (results.length !== wanted) throw new SearchUnavailable("unreadable");
  return results.map((result) => {
    if (!isRecord(result) || !Array.isArray(result["hits"]) || typeof result["estimatedTotalHits"] !== "number")
      throw new SearchUnavailable("unreadable");
    const facets = isRecord(result["facetDistribution"]) ? result["facetDistribution"] : {};
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of documents that only our indexer writes
    return {
      hits: result["hits"] as T[],
      found: result["estimatedTotalHits"],
      facets: facets as IndexAnswer<T>["facets"],
    };
  });
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** `timeout`, `network`, `unreadable`, or the status with the server's own code. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "network";
  if ("response" in error && error.response instanceof Response) {
    const code = isRecord(error.cause) && typeof error.cause["code"] === "string" ? `.${error.cause["code"]}` : "";
    return `${error.response.status}${code}`;
  }
  const cause = error.cause instanceof Error ? error.cause : error;
  if (/Timeout|Abort/.test(error.name + cause.name)) return "timeout";
  return cause instanceof SyntaxError ? "unreadable" : "network";
}
