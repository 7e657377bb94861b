import { Day } from "../../ui/time.tsx";
import type { HistoryEntry } from "../case/author-view.ts";
import { feedbackWords } from "../words.ts";

/** The events and their days, with the notes that the reader may see. */
export const FeedbackTimeline = ({ history }: { history: readonly Pick<HistoryEntry, "at" | "event" | "note">[] }) => (
  <ol class="lines">
    {history.map(({ at, event, note }) => (
      <li>
        <p>
          <Day at={at} />　<b>{feedbackWords.events[event]}</b>
        </p>
        {note && <p class="pre">{note}</p>}
      </li>
    ))}
  </ol>
);
