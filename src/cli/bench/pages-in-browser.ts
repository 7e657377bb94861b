import { type Browser, chromium, type Page } from "playwright-core";
import { chromiumLaunch } from "../local/chromium.ts";
import { startTestSite } from "../local/test-site.ts";
import { percentile } from "./load.ts";
import { type BenchRow, printLine, roundedTo } from "./table.ts";

const PAGES = {
  home: "/",
  search: `/search?q=${encodeURIComponent("志愿服务")}`,
  report: "/reports/donghu/2023",
  section: "/reports/donghu/2023/volunteering",
  compare: "/compare?section=volunteering&report=donghu/2023&report=yunzhan/2023",
  indicator: "/indicators/volunteer-hours",
  "feedback form": "/feedback/new?bureau=donghu&year=2023&section=volunteering",
  register: "/feedback",
};
const ROUNDS = 5;
/** Lighthouse's slow 4G, applied by the browser: 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back; a fourth of the CPU. */
const NETWORK = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
const CPU_SLOWDOWN = 4;
const PHONE = { width: 360, height: 800 };
/** Nothing on these pages moves later than this after loading. */
const SETTLE_MS = 1500;
const LONG_TASK_MS = 50;

interface Visit {
  fcp: number;
  lcp: number;
  tbt: number;
  cls: number;
  requests: number;
  bytes: number;
}

/** The waiting time on a slow phone (decision 0420): each page in a fresh browser context, its cache empty. Medians of the rounds. */
export async function benchPagesInBrowser(): Promise<BenchRow[]> {
  const site = await startTestSite({ samples: true });
  const browser = await chromium.launch(await chromiumLaunch("system"));
  try {
    const rows: BenchRow[] = [];
    for (const [name, path] of Object.entries(PAGES)) {
      await fetch(site.origin + path);
      const visits: Visit[] = [];
      for (let round = 0; round < ROUNDS; round += 1) visits.push(await visit(browser, site.origin + path));
      const median = (of: keyof Visit) =>
        percentile(
          visits.map((each) => each[of]),
          0.5,
        );
      const row = {
        page: name,
        "FCP ms": roundedTo(median("fcp")),
        "LCP ms": roundedTo(median("lcp")),
        "TBT ms": roundedTo(median("tbt")),
        CLS: roundedTo(median("cls"), 3),
        requests: median("requests"),
        "bytes sent": median("bytes"),
      };
      printLine(row);
      rows.push(row);
    }
    return rows;
  } finally {
    await browser.close();
    await site.close();
  }
}

async function visit(browser: Browser, address: string): Promise<Visit> {
  const context = await browser.newContext({ viewport: PHONE, locale: "zh-CN", hasTouch: true });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", NETWORK);
    await session.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
    const sent = { requests: 0, bytes: 0 };
    session.on("Network.loadingFinished", ({ encodedDataLength }) => {
      sent.requests += 1;
      sent.bytes += encodedDataLength;
    });
    await page.addInitScript(observe);
    await page.goto(address, { waitUntil: "load" });
    await page.waitForTimeout(SETTLE_MS);
    return { ...(await read(page)), ...sent };
  } finally {
    await context.close();
  }
}

interface Seen {
  lcp: number;
  cls: number;
  long: [start: number, duration: number][];
}

/** Runs in the page before anything of it. */
function observe() {
  const seen: Seen = { lcp: 0, cls: 0, long: [] };
  Object.assign(globalThis, { seenByBench: seen });
  const watch = (type: string, take: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  watch("largest-contentful-paint", ({ startTime }) => (seen.lcp = startTime));
  watch("layout-shift", (entry) => {
    const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
    if (!hadRecentInput) seen.cls += value;
  });
  watch("longtask", ({ startTime, duration }) => seen.long.push([startTime, duration]));
}

async function read(page: Page) {
  const { seen, fcp } = await page.evaluate(() => ({
    seen: (globalThis as unknown as { seenByBench: Seen }).seenByBench,
    fcp: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
  }));
  const blocked = seen.long.filter(([start, duration]) => start + duration > fcp);
  const tbt = blocked.reduce((sum, [, duration]) => sum + Math.max(0, duration - LONG_TASK_MS), 0);
  return { fcp, lcp: seen.lcp, cls: seen.cls, tbt };
}
