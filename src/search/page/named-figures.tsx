import type { NamedBlock } from "../../indicators/block/read-block.ts";
import { ValueGrid } from "../../indicators/block/value-grid.tsx";
import { indicatorWords } from "../../indicators/words.ts";
import { indicatorPath } from "../../paths.ts";

/** The values of an indicator that was asked for, above the text that was found. */
export const NamedFigures = ({ blocks }: { blocks: readonly NamedBlock[] }) => (
  <>
    {blocks
      .filter(({ rows }) => rows.length > 0)
      .map(({ indicator, years, rows }) => (
        <section class="stack tight rule">
          <h2 id={`figures-${indicator.slug}`}>
            {indicatorWords.inSearch(indicator.name)} <small>{indicator.definition}</small>
          </h2>
          <ValueGrid
            caption={indicatorWords.inSearch(indicator.name)}
            first={indicatorWords.bureau}
            columns={years}
            rows={rows}
          />
          <p>
            <a href={indicatorPath(indicator.slug)}>{indicatorWords.inSearchAll}</a>
          </p>
        </section>
      ))}
  </>
);
