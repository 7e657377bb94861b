/** One section of one revision, as an engine outside D1 keeps it. Everything in it can be made again from the tables. */
export interface IndexDocument {
  /** `sections.id`: a section of a revision never changes, so neither does its document, but for `current`. */
  id: number;
  /** `reports.id`. */
  report: number;
  /** Slug of the bureau, as it is now. */
  bureau: string;
  year: number;
  /** Number of the revision. */
  revision: number;
  /** Of the newest revision of a report that is not withdrawn. */
  current: boolean;
  /** Slugs of the standard sections it belongs to, its own last. */
  standards: string[];
  /** ISO time of the revision's publication. */
  publishedAt: string;
  /** Folded heading and text (`foldSection`), and the same as bigram terms. */
  heading: string;
  text: string;
  terms: string;
}

export interface TaskState {
  state: "waiting" | "succeeded" | "failed";
  /** Why it failed; holds no text of a document. */
  error?: string;
}

/** What an indexer does to an engine outside D1. Every call only enqueues: nothing counts until its task succeeded. */
export interface IndexWriter {
  readonly name: string;
  /** Puts documents in place of those of the same id. Answers the task's number. */
  put(index: string, documents: readonly IndexDocument[]): Promise<number>;
  /** Removes a report's documents whose revision is in none of `keep`; with an empty `keep`, all of them. */
  removeOthers(index: string, report: number, keep: readonly number[]): Promise<number>;
  task(id: number): Promise<TaskState>;
  /** An empty index of this name with the project's settings, in place of one that may be there. */
  create(index: string): Promise<number>;
  /** Exchanges two indexes in one step. */
  swap(a: string, b: string): Promise<number>;
  drop(index: string): Promise<number>;
  /** Documents in the index; null where there is no such index. */
  count(index: string): Promise<number | null>;
  /** Throws where the engine does not answer, is of a version or holds settings that this code was not made for. */
  check(): Promise<{ version: string }>;
}
