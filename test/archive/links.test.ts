import { beforeAll, expect, test } from "vitest";
import { ask, openArchive, ORIGIN } from "../support/site.ts";

beforeAll(() => openArchive());

/** Pages of one kind differ in what they hold, hardly in what they link to. */
const OF_A_KIND = 4;
const OFTEN_WITHDRAWN = new Set([200, 303, 308, 410]);

interface Visited {
  status: number;
  ids: Set<string>;
  links: string[];
}

async function visit(path: string): Promise<Visited> {
  const answer = await ask(path);
  const isPage = answer.headers.get("Content-Type")?.startsWith("text/html");
  if (!isPage) {
    await answer.body?.cancel();
    return { status: answer.status, ids: new Set(), links: [] };
  }
  const text = await answer.text();
  const ids = new Set([...text.matchAll(/\sid="([^"]+)"/g)].map((found) => found[1] ?? ""));
  const links = [...text.matchAll(/\s(?:href|src|action)="([^"]+)"/g)].map((found) =>
    (found[1] ?? "").replaceAll("&amp;", "&"),
  );
  return { status: answer.status, ids, links };
}

/** /reports/donghu/2023/r1/volunteering?mark=甲 → /reports/_/0/r0/_?mark */
const kindOf = ({ pathname, searchParams }: URL) =>
  pathname
    .replaceAll(/\d+/g, "0")
    .replace(/^(\/(?:api\/v1\/)?(?:bureaus|reports|feeds))\/[a-z-]+/, "$1/_")
    .replace(/(\/0(?:\/r0)?)\/(?!revisions|original|proof|notes|figures|r0)[a-z-]+/, "$1/_") +
  [...new Set(searchParams.keys())].toSorted().join("&");

test("every link leads somewhere, and every place that a link names is on its page", async () => {
  const seen = new Map<string, Visited>();
  const kinds = new Map<string, number>();
  const wrong: string[] = [];
  const queue: [path: string, from: string][] = [["/", "/"]];
  for (const [link, from] of queue) {
    const url = new URL(link, ORIGIN + from);
    if (url.origin !== ORIGIN) continue;
    const path = url.pathname + url.search;
    let page = seen.get(path);
    if (!page) {
      const known = kinds.get(kindOf(url)) ?? 0;
      if (known >= OF_A_KIND) continue;
      kinds.set(kindOf(url), known + 1);
      page = await visit(path);
      seen.set(path, page);
      if (!OFTEN_WITHDRAWN.has(page.status)) wrong.push(`${from} → ${link}: ${page.status}`);
      queue.push(...page.links.map((next): [string, string] => [next, path]));
    }
    const place = decodeURIComponent(url.hash.slice(1));
    if (place && page.status === 200 && !page.ids.has(place)) wrong.push(`${from} → ${link}: no such place`);
  }
  expect(wrong).toEqual([]);
  expect(seen.size).toBeGreaterThan(60);
});
