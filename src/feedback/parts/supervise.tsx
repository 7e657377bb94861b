import { feedbackAboutPath, newFeedbackPath } from "../../paths.ts";
import type { FeedbackCounts } from "../../reports/feedback-counts.ts";
import { superviseWords } from "./supervise-words.ts";

interface About {
  bureau: string;
  year: number;
  revision: number;
  section?: string;
  anchor?: string;
}

/** Leads to the form, with the place that it is about. */
export const SuperviseLink = ({ about }: { about: About }) => (
  <a href={newFeedbackPath(about)} rel="nofollow">
    {superviseWords.supervise}
  </a>
);

interface CountProps {
  counts: FeedbackCounts | undefined;
  bureau: string;
  year: number;
  section?: string;
}

/** Nothing if nothing was received. */
export function FeedbackCountLine({ counts, bureau, year, section }: CountProps) {
  const count = counts?.get(section ?? "");
  if (!count || count.received === 0) return <></>;
  const tell = section === undefined ? superviseWords.reportCount : superviseWords.sectionCount;
  return <a href={feedbackAboutPath(bureau, year, section)}>{tell(count.received, count.answered)}</a>;
}
