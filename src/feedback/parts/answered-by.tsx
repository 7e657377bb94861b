import type { Corrected } from "../handle/correction.ts";
import { feedbackPath } from "../../paths.ts";
import { words } from "../words.ts";

/** The public feedback that a revision answered. */
export function AnsweredBy({ revision, corrected }: { revision: number; corrected: readonly Corrected[] }) {
  const answered = corrected.filter((each) => each.revision === revision);
  if (answered.length === 0) return <></>;
  return (
    <p class="row">
      <span>{words.answers}</span>
      {answered.map(({ id, title }) => (
        <a href={feedbackPath(id)}>
          {words.untitled(id)}
          {title && `　${title}`}
        </a>
      ))}
    </p>
  );
}
