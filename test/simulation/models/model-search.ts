import type { IndexDocument } from "../../../src/search/index-writer.ts";
import type { IndexAnswer, Question } from "../../../src/search/meilisearch/ask.ts";
import { type StoredDocument, toStoredDocument } from "../../../src/search/meilisearch/writing/stored-document.ts";

/** What of Meilisearch's search src/search/meilisearch/questions.ts makes use of, over documents as they are sent there. */
export function answerOf(question: Question, documents: Iterable<IndexDocument>): IndexAnswer<never> {
  const matches = matcher(question);
  const found = Array.from(documents, stored).filter(matches);
  const newest = question.sort?.includes("id:desc");
  found.sort(newest ? (a, b) => b.id - a.id : (a, b) => a.length - b.length || a.id - b.id);
  const { offset = 0, limit = 20 } = question;
  return {
    hits: found.slice(offset, offset + limit) as never[],
    found: found.length,
    facets: Object.fromEntries((question.facets ?? []).map((name) => [name, counted(found, name)])),
  };
}

const known = new WeakMap<IndexDocument, StoredDocument>();

function stored(document: IndexDocument): StoredDocument {
  const made = known.get(document) ?? toStoredDocument(document);
  known.set(document, made);
  return made;
}

type Test = (document: StoredDocument) => boolean;

function matcher({ q, attributesToSearchOn, matchingStrategy, filter }: Question): Test {
  const conditions = [filter ?? []].flat(2).map(toCondition);
  const text = (document: StoredDocument) =>
    (attributesToSearchOn ?? []).map((name) => textOf(document, name)).join(" ");
  const without = [...(q ?? "").matchAll(/(?:^| )-(\w+)/g)].map(([, word = ""]) => word);
  const words = (q ?? "").replace(/(?:^| )-\w+/g, "").match(/[^\s"]+/gu) ?? [];
  return (document) => {
    if (!conditions.every((holds) => holds(document))) return false;
    const there = text(document);
    if (matchingStrategy === "frequency") return words.length === 0 || words.some((word) => there.includes(word));
    const own = new Set(there.split(" "));
    return words.every((word) => own.has(word)) && !without.some((word) => own.has(word));
  };
}

function textOf(document: StoredDocument, attribute: string): string {
  if (attribute === "more.*") return Object.values(document.more).join(" ");
  return String(document[attribute as keyof StoredDocument] ?? missing(attribute));
}

function toCondition(text: string): Test {
  const [, not, field = "", list] = /^(NOT )?(\w+) (?:= true|IN (\[.*\]))$/.exec(text) ?? missing(text);
  const wanted = list === undefined ? [true] : (JSON.parse(list) as unknown[]);
  const holds: Test = (document) =>
    [document[field as keyof StoredDocument]].flat().some((one) => wanted.includes(one));
  return not ? (document) => !holds(document) : holds;
}

function counted(found: readonly StoredDocument[], facet: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const document of found)
    for (const value of [document[facet as keyof StoredDocument]].flat()) {
      const name = String(value);
      counts[name] = (counts[name] ?? 0) + 1;
    }
  return counts;
}

function missing(what: string): never {
  throw new Error(`the model of the engine does not know ${what}`);
}
