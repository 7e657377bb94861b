import { newPressPath } from "../paths.ts";
import type { PressUse } from "./press-use.ts";
import { pressWords } from "./words.ts";

interface Props {
  uses: readonly PressUse[];
  bureau: string;
  year: number;
  /** Slug; absent: the whole report with all its sections. */
  section?: string | undefined;
}

/** The uses of a report or a section, beside it; nothing if none is known. */
export function UsedHere({ uses, bureau, year, section }: Props) {
  const shown = section === undefined ? uses : uses.filter((use) => use.section === section);
  if (shown.length === 0) return <></>;
  const about = new URLSearchParams({ bureau, year: String(year), ...(section && { section }) });
  return (
    <details class="uses">
      <summary>{pressWords.usedTimes(shown.length)}</summary>
      <ul class="lines">
        {shown.map(({ title, medium, day, address, anchor }) => (
          <li>
            <a href={address} rel="external nofollow noopener">
              {title}
            </a>
            <span class="hint">
              {"　"}
              {medium}，<time datetime={day}>{day}</time>
              {anchor !== null && (
                <>
                  ，<a href={`#p-${anchor}`}>{pressWords.paragraph}</a>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      <p class="hint">
        <a href={`${newPressPath()}?${about.toString()}`} rel="nofollow">
          {pressWords.suggest}
        </a>
      </p>
    </details>
  );
}
