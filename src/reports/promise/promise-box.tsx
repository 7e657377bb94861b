import type { StandingPromise } from "./promise.ts";
import { promiseWords as words } from "./promise-words.ts";

interface Props {
  promise: StandingPromise | null | undefined;
  hrefOf: (promise: StandingPromise) => string;
}

/** A report's own words, or neutrally that it makes no promise; nothing where nobody has looked yet. */
export function PromiseBox({ promise, hrefOf }: Props) {
  if (promise === undefined) return <></>;
  if (promise === null) return <p class="hint">{words.none}</p>;
  return (
    <figure class="quote">
      <figcaption class="hint">
        <a href={hrefOf(promise)}>{words.promised}</a>
        {!promise.confirmed && `　${words.unconfirmed}`}
      </figcaption>
      <blockquote>{promise.quote}</blockquote>
    </figure>
  );
}
