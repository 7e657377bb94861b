import type { Context } from "hono";
import type { AppEnv } from "../http/app-env.ts";
import { bureausPath } from "../paths.ts";
import type { readCounts, readMatrix } from "../reports/catalog/browse.ts";
import { page } from "../ui/layout.tsx";
import { Paging } from "../ui/paging.tsx";
import { demoOf } from "./demo.ts";
import { ReportMatrix } from "./matrix.tsx";
import { homeWords } from "./words.ts";

interface Bureaus {
  counts: Awaited<ReturnType<typeof readCounts>>;
  matrix: Awaited<ReturnType<typeof readMatrix>>;
  page: number;
  size: number;
}

const pathOf = (n: number) => (n === 1 ? bureausPath() : `${bureausPath()}?page=${n}`);

export function bureausPage(c: Context<AppEnv>, { counts, matrix, page: n, size }: Bureaus) {
  const body = (
    <>
      <div class="head">
        <h1>{homeWords.bureausTitle}</h1>
        <p>{counts.bureaus === 0 ? homeWords.emptyTitle : homeWords.bureausLead(counts.bureaus)}</p>
      </div>
      {counts.bureaus > 0 && (
        <div>
          <ReportMatrix {...matrix} mixed={demoOf(counts) === "some"} />
          <Paging page={n} size={size} total={counts.bureaus} href={pathOf} />
        </div>
      )}
    </>
  );
  const head = { title: homeWords.bureausTitle, path: pathOf(n), section: "bureaus" as const, demo: demoOf(counts) };
  return page(c, { ...head, description: homeWords.bureausLead(counts.bureaus) }, body);
}
