import type { Context } from "hono";
import type { AppEnv } from "../http/app-env.ts";
import { bureausPath } from "../paths.ts";
import type { readCounts, readMatrix } from "../reports/catalog/browse.ts";
import { page } from "../ui/layout.tsx";
import { Paging } from "../ui/paging.tsx";
import { demoOf } from "./demo.ts";
import { Matrix } from "./matrix.tsx";
import { words } from "./words.ts";

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
        <h1>{words.bureausTitle}</h1>
        <p>{counts.bureaus === 0 ? words.emptyTitle : words.bureausLead(counts.bureaus)}</p>
      </div>
      {counts.bureaus > 0 && (
        <div>
          <Matrix {...matrix} mixed={demoOf(counts) === "some"} />
          <Paging page={n} size={size} total={counts.bureaus} href={pathOf} />
        </div>
      )}
    </>
  );
  const head = { title: words.bureausTitle, path: pathOf(n), section: "bureaus" as const, demo: demoOf(counts) };
  return page(c, { ...head, description: words.bureausLead(counts.bureaus) }, body);
}
