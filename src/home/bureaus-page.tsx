import type { Context } from "hono";
import type { AppEnv } from "../http/app-env.ts";
import { bureausPath } from "../paths.ts";
import type { readCounts, matrixOf } from "../reports/catalog/browse.ts";
import type { TraitChoice, TraitCounts } from "../reports/catalog/directory.ts";
import { page } from "../ui/layout.tsx";
import { Paging } from "../ui/paging.tsx";
import { demoOf } from "../reports/catalog/demo.ts";
import { ReportMatrix } from "./matrix.tsx";
import { TraitFilter, withTraits } from "./trait-filter.tsx";
import { homeWords } from "./words.ts";

interface Bureaus {
  counts: Awaited<ReturnType<typeof readCounts>>;
  /** How many bureaus have the chosen traits. */
  shown: number;
  traits: TraitCounts;
  chosen: TraitChoice;
  matrix: ReturnType<typeof matrixOf>;
  page: number;
  size: number;
}

export function bureausPage(c: Context<AppEnv>, { counts, shown, traits, chosen, matrix, page: n, size }: Bureaus) {
  const pathOf = (number: number) => withTraits(bureausPath(), chosen, number);
  const body = (
    <>
      <div class="head">
        <h1>{homeWords.bureausTitle}</h1>
        <p>{counts.bureaus === 0 ? homeWords.emptyTitle : homeWords.bureausLead(shown)}</p>
        <TraitFilter counts={traits} chosen={chosen} href={(choice) => withTraits(bureausPath(), choice)} />
      </div>
      {shown > 0 && (
        <div>
          <ReportMatrix {...matrix} mixed={demoOf(counts) === "some"} />
          <Paging page={n} size={size} total={shown} href={pathOf} />
        </div>
      )}
    </>
  );
  const head = { title: homeWords.bureausTitle, path: pathOf(n), section: "bureaus" as const, demo: demoOf(counts) };
  return page(c, { ...head, description: homeWords.bureausLead(counts.bureaus) }, body);
}
