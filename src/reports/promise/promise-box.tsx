import type { StandingPromise } from "./promise.ts";
import { promiseWords } from "./promise-words.ts";

interface Props {
  promise: StandingPromise | null | undefined;
  hrefOf: (promise: StandingPromise) => string;
}

/** A report's own words, or neutrally that it makes no promise; nothing where nobody has looked yet. */
export function PromiseBox({ promise, hrefOf }: Props) {
  if (promise === undefined) return <></>;
  if (promise === null) return <p class="hint">{promiseWords.none}</p>;
  return (
    <figure class="quote">
      <figcaption class="hint">
        <a href={hrefOf(promise)}>{promiseWords.promised}</a>
        {!promise.confirmed && `　${promiseWords.unconfirmed}`}
      </figcaption>
      <blockquote>{promise.quote}</blockquote>
    </figure>
  );
}
