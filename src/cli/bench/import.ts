import { readFile } from "node:fs/promises";
import { runInOrder } from "../import/in-order.ts";
import { inProject } from "../project.ts";
import { publishFile } from "../publish-client.ts";
import { startTestSite } from "../test-site.ts";
import { type Row, rounded } from "./table.ts";

const BUREAUS = "春夏秋冬松竹梅兰".split("").map((name) => `示例市${name}溪电信局`);
const YEARS = Array.from({ length: 15 }, (_, at) => 2010 + at);

interface Edition {
  key: string;
  fileName: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Reports of invented bureaus, made from one demonstration report, through the API as the import command sends them. */
export async function benchImport(): Promise<Row[]> {
  const text = await readFile(inProject("samples/donghu-2020.txt"), "utf8");
  const site = await startTestSite();
  try {
    const rows: Row[] = [];
    for (const atOnce of [1, 4]) {
      const years = atOnce === 1 ? YEARS.slice(0, 5) : YEARS.slice(5);
      const files = editions(text, years);
      const began = performance.now();
      await runInOrder(files, (edition) => publish(site, edition), atOnce);
      const seconds = (performance.now() - began) / 1000;
      const count = BUREAUS.length * years.length;
      const sections = await countSections(site.db);
      rows.push({
        "at once": atOnce,
        reports: count,
        seconds: rounded(seconds, 1),
        "reports/s": rounded(count / seconds, 1),
        "sections in all": sections,
      });
    }
    return rows;
  } finally {
    await site.close();
  }
}

async function* editions(text: string, years: number[]): AsyncGenerator<Edition> {
  for (const bureau of BUREAUS) for (const year of years) yield { key: `${year}`, ...edition(text, bureau, year) };
}

/** The demonstration report as if it were another bureau's, of another year. */
export function edition(text: string, bureau: string, year: number) {
  const own = text
    .replaceAll("示例市东湖电信局", bureau)
    .replaceAll("2020年", `${year}年`)
    .replaceAll("东湖局", `${bureau.slice(3, 5)}局`);
  return { fileName: `${bureau}${year}.txt`, bytes: new TextEncoder().encode(own) };
}

async function publish(site: { origin: string; token: string }, { fileName, bytes }: Edition) {
  const answer = await publishFile(site, { fileName, bytes });
  if (answer.outcome !== "published") throw new Error(`${fileName}: ${JSON.stringify(answer)}`);
}

const countSections = async (db: D1) => Number(await db.prepare("SELECT count(*) AS n FROM sections").first("n"));
type D1 = Awaited<ReturnType<typeof startTestSite>>["db"];
