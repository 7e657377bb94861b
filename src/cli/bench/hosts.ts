import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runInOrder } from "../import/in-order.ts";
import { inProject } from "../command/project.ts";
import { publishSamples } from "../local/samples.ts";
import { bundleHost } from "../serve/bundle-host.ts";
import { startNodeSite } from "../serve/node-site.ts";
import { publishFile } from "../site/publish-client.ts";
import { startDirectSite } from "./direct-site.ts";
import { benchEdition } from "./edition.ts";
import { measureLoad, percentile, request } from "./load.ts";
import { type BenchRow, roundedTo } from "./table.ts";
import { peakMb, workerdPeakMb } from "./workerd-processes.ts";

const BUREAUS = "春夏秋冬松竹梅兰".split("").map((name) => `示例市${name}溪电信局`);
const YEARS = Array.from({ length: 10 }, (_, at) => 2010 + at);
const SECONDS = 2;
const ROUNDS = 5;
const WORDS = ["志愿服务", "节能减排", "员工培训", "诚信经营", "消防知识", "社区", "安全生产", "环境保护"];
const PAGES = {
  home: "/",
  report: "/reports/donghu/2023",
  section: "/reports/donghu/2023/volunteering",
} as const;

interface RunningSite {
  origin: string;
  token: string;
  /** The most memory that its processes have held, in MB; null if there is no /proc. */
  memory: () => Promise<number | null>;
  close: () => Promise<unknown>;
}

const HOSTS = { workerd: startWorkerd, "Node host": startNode } as const;
type Host = keyof typeof HOSTS;
type Figures = Record<string, number | string>;

/** The same bundle's work on workerd and on the Node host, in one run: both stand, and each figure is taken from one after the other. */
export async function benchHosts(): Promise<BenchRow[]> {
  const sites = {} as Record<Host, RunningSite>;
  const figures: Record<Host, Figures> = { workerd: {}, "Node host": {} };
  const each = async (name: string, measure: (site: RunningSite) => Promise<number | string>) => {
    for (const host of Object.keys(HOSTS) as Host[]) figures[host][name] = await measure(sites[host]);
  };
  try {
    for (const host of Object.keys(HOSTS) as Host[]) sites[host] = await HOSTS[host]();
    const text = await readFile(inProject("samples/donghu-2020.txt"), "utf8");
    await each("reports/s, four at once", (site) => importAll(site, text));
    for (const [name, path] of Object.entries(PAGES)) {
      await each(`${name}: first, ms`, (site) => firstAnswer(site, path));
      await each(`${name}: kept, a second`, (site) => rateOf(site, path));
    }
    await each("search: new words, median ms", searchTimes);
    await each("search: the same words, a second", (site) =>
      rateOf(site, `/search?q=${encodeURIComponent(WORDS[0]!)}`),
    );
    await each("feedback in turn, a second", lettersASecond);
    await each("MB, most", async (site) => roundedTo((await site.memory()) ?? Number.NaN));
  } finally {
    for (const site of Object.values(sites)) await site.close();
  }
  return Object.keys(figures.workerd).map((what) => ({
    what,
    workerd: figures.workerd[what] ?? "",
    "Node host": figures["Node host"][what] ?? "",
  }));
}

async function startWorkerd(): Promise<RunningSite> {
  return { ...(await startDirectSite()), memory: workerdPeakMb };
}

async function startNode(): Promise<RunningSite> {
  const folder = await mkdtemp(join(tmpdir(), "gongshi-hosts-"));
  const built = join(folder, "built");
  await bundleHost(built);
  const { site, pid, stop } = await startNodeSite(built, join(folder, "data"));
  await publishSamples(site);
  return {
    ...site,
    memory: () => peakMb(pid ?? 0),
    close: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function importAll(site: RunningSite, text: string): Promise<number> {
  async function* editions() {
    for (const bureau of BUREAUS)
      for (const year of YEARS) yield { key: `${year}`, ...benchEdition(text, bureau, year) };
  }
  const began = performance.now();
  const publish = async ({ fileName, bytes }: { fileName: string; bytes: Uint8Array<ArrayBuffer> }) => {
    const answer = await publishFile(site, { fileName, bytes, accept: ["bureau-new"] });
    if (answer.outcome !== "published") throw new Error(`${fileName}: ${JSON.stringify(answer)}`);
  };
  await runInOrder(editions(), publish, 4);
  return roundedTo((BUREAUS.length * YEARS.length * 1000) / (performance.now() - began), 1);
}

async function firstAnswer({ origin }: RunningSite, path: string): Promise<number> {
  const began = performance.now();
  const { status } = await request(origin + path);
  if (status !== 200) throw new Error(`${path}: ${status}`);
  return roundedTo(performance.now() - began, 1);
}

const rateOf = async ({ origin }: RunningSite, path: string) =>
  roundedTo((await measureLoad(origin + path, { "accept-encoding": "gzip" }, 200, SECONDS)).rate);

/** Words with a number that no report has, so that no answer is kept. */
async function searchTimes(site: RunningSite): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++)
    for (const word of WORDS)
      times.push(await firstAnswer(site, `/search?q=${encodeURIComponent(`${word} ${7000 + round}`)}`));
  return roundedTo(percentile(times, 0.5), 1);
}

/** One after the other; the site's limit of letters in an hour ends the count. */
async function lettersASecond({ origin }: RunningSite): Promise<number> {
  const began = performance.now();
  let sent = 0;
  for (; sent < 15; sent++) {
    const body = JSON.stringify({ kind: "question", text: `请问第二节的人数是怎样统计的，第${sent}问。` });
    const headers = { "Content-Type": "application/json" };
    const { status } = await fetch(`${origin}/api/v1/feedback`, { method: "POST", headers, body });
    if (status !== 201) break;
  }
  return roundedTo((sent * 1000) / (performance.now() - began), 1);
}
