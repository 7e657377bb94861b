/** One section of one revision, as an engine outside D1 keeps it. Everything in it can be made again from the tables. */
export interface IndexDocument {
  /** `sections.id`: a section of a revision never changes, so neither does its document, but for `current`. */
  id: number;
  /** `reports.id`. */
  report: number;
  /** `bureaus.id`: its slug may change, this never does. */
  bureau: number;
  year: number;
  /** Number of the revision. */
  revision: number;
  /** True for the newest revision of a report that is not withdrawn. */
  current: boolean;
  /** Slugs of the standard sections it belongs to, its own last. */
  standards: string[];
  /** As `foldSection` makes them: the heading, and heading and body together. What an engine finds them by is its affair. */
  heading: string;
  text: string;
}

export interface TaskState {
  state: "waiting" | "succeeded" | "failed";
  /** Why it failed; holds no text of a document. */
  error?: string;
}

/** An engine outside D1, as an indexer writes to it. Every call only enqueues: nothing counts until its task succeeded. */
export interface IndexWriter {
  readonly name: string;
  /** Puts documents in place of those of the same id. Answers the task's number. */
  put(index: string, documents: readonly IndexDocument[]): Promise<number>;
  /** Removes a report's documents whose revision is in none of `keep`; with an empty `keep`, all of them. */
  removeOthers(index: string, report: number, keep: readonly number[]): Promise<number>;
  task(id: number): Promise<TaskState>;
  /** An empty index of this name with the project's settings, in place of one that may be there: the last task's number. */
  create(index: string): Promise<number>;
  /** Exchanges two indexes in one step; both have to be there. */
  swap(a: string, b: string): Promise<number>;
  /** Gives an index a name that no index has. */
  rename(from: string, to: string): Promise<number>;
  drop(index: string): Promise<number>;
  /** Documents in the index; null if there is no such index. */
  count(index: string): Promise<number | null>;
  /** Throws if the engine does not answer, is of a version or holds settings that this code was not made for. A missing index is no error. */
  check(index: string): Promise<{ version: string }>;
}

/** The index outside the database that this deployment searches. */
export interface OutsideIndex {
  name: string;
  /** Null if this Worker has no key to write to it: it only notes what changed. */
  writer: IndexWriter | null;
}
