import { casePath } from "../../console-paths.ts";
import { beijingDay } from "../../day.ts";
import type { SealedReaders } from "../../feedback/sealed/handover.ts";
import { keysWords } from "./keys-words.ts";
import { SealedText } from "./sealed.tsx";

interface HandoverProps {
  id: number;
  readers: SealedReaders;
  returned: { typed: string; message: string } | undefined;
}

/** Copies for supervisors who came later, and the form in which somebody who can open the case makes one. */
export const HandoverSection = ({ id, readers, returned }: HandoverProps) => (
  <section class="side rule" id="handover">
    <h2>{keysWords.handover}</h2>
    <div class="stack">
      {readers.handovers.map(({ at, by, text }) => (
        <div data-copy="">
          <p class="hint">{keysWords.copyOf(by, beijingDay(at))}</p>
          <SealedText text={text} />
        </div>
      ))}
      {readers.missing.length > 0 && <p class="note">{keysWords.missing(readers.missing.length)}</p>}
      {(readers.late.length > 0 || returned) && (
        <details open={returned !== undefined} data-handover={readers.recipients.join(" ")}>
          <summary>{keysWords.handOver}</summary>
          <form class="form" method="post" action={`${casePath(id)}/handover`}>
            <p class="hint">{keysWords.handOverHint}</p>
            <pre class="mono pre">{`age -a ${readers.recipients.map((each) => `-r ${each}`).join(" ")} ${keysWords.openedFile}`}</pre>
            <div class={returned ? "bad" : undefined}>
              <label for="handover-text">{keysWords.handOverText}</label>
              {returned && (
                <p class="err" id="handover-error">
                  {returned.message}
                </p>
              )}
              <textarea
                id="handover-text"
                name="text"
                rows={4}
                class="mono"
                aria-describedby={returned ? "handover-error" : undefined}
              >
                {returned?.typed ?? ""}
              </textarea>
            </div>
            <p>
              <button class="btn plain" type="submit">
                {keysWords.handOverSave}
              </button>
            </p>
          </form>
        </details>
      )}
    </div>
  </section>
);
