import type { Corrected } from "./correction.ts";
import { feedbackPath } from "../../paths.ts";
import { feedbackWords } from "../words.ts";

/** The public feedback that a revision answered. */
export function AnsweredBy({ revision, corrected }: { revision: number; corrected: readonly Corrected[] }) {
  const answered = corrected.filter((each) => each.revision === revision);
  if (answered.length === 0) return <></>;
  return (
    <p class="row">
      <span>{feedbackWords.answers}</span>
      {answered.map(({ id, title }) => (
        <a href={feedbackPath(id)}>
          {feedbackWords.untitled(id)}
          {title && `　${title}`}
        </a>
      ))}
    </p>
  );
}
