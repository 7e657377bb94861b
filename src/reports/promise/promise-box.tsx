import type { StandingPromise } from "./promise.ts";
import { promiseWords } from "./promise-words.ts";

interface Props {
  promise: StandingPromise | null | undefined;
  hrefOf: (promise: StandingPromise) => string;
}

/** A report's own words. If none were found, the page does not speak of promises: a rule that finds none proves nothing. */
export function PromiseBox({ promise, hrefOf }: Props) {
  if (!promise) return <p class="hint">{promiseWords.none}</p>;
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
