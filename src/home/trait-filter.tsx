import { BUREAU_TRAITS, type BureauTrait, traitLabels } from "../reports/traits.ts";
import type { TraitChoice, TraitCounts } from "../reports/catalog/directory.ts";
import { homeWords } from "./words.ts";

interface TraitFilterProps {
  /** The choices. Nothing is shown if no bureau has such a trait. */
  counts: TraitCounts;
  chosen: TraitChoice;
  /** The address of the list with a choice. */
  href: (choice: TraitChoice) => string;
}

/** Limits a list to a region or a sector: links with counts, the chosen one taken off by its link. */
export function TraitFilter({ counts, chosen, href }: TraitFilterProps) {
  const traits = BUREAU_TRAITS.filter((trait) => counts[trait].length > 0 || chosen[trait] !== undefined);
  if (traits.length === 0) return <></>;
  return (
    <nav class="stack tight" aria-label={homeWords.limit}>
      {traits.map((trait) => (
        <p class="row hint">
          <span>{traitLabels[trait]}</span>
          {chosen[trait] !== undefined && (
            <a href={href(without(chosen, trait))} aria-current="true">
              {homeWords.unlimit(chosen[trait])}
            </a>
          )}
          {counts[trait]
            .filter(({ value }) => value !== chosen[trait])
            .map(({ value, count }) => (
              <a href={href({ ...chosen, [trait]: value })} rel="nofollow">
                {value} {count}
              </a>
            ))}
        </p>
      ))}
    </nav>
  );
}

function without(chosen: TraitChoice, trait: BureauTrait): TraitChoice {
  const rest = { ...chosen };
  delete rest[trait];
  return rest;
}

/** An address with a choice and a page on it. */
export function withTraits(path: string, chosen: TraitChoice, page = 1): string {
  const pairs = BUREAU_TRAITS.flatMap((trait): [string, string][] =>
    chosen[trait] === undefined ? [] : [[trait, chosen[trait]]],
  );
  if (page > 1) pairs.push(["page", String(page)]);
  const query = new URLSearchParams(pairs).toString();
  return query === "" ? path : `${path}?${query}`;
}
