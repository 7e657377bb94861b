import { type ClockRules, lengthOf } from "../feedback/clock.ts";
import { feedbackRegisterPath, feedbackStatusPath, newFeedbackPath } from "../paths.ts";
import { Steps } from "./steps.tsx";
import { homeWords } from "./words.ts";

/** From a passage to a public answer: the steps, and the clocks that then run. */
export const HowToSupervise = ({ rules }: { rules: ClockRules }) => (
  <section class="side rule" id="supervise">
    <div>
      <h2>{homeWords.supervise}</h2>
      <p class="hint">{homeWords.superviseHint}</p>
    </div>
    <div class="stack">
      <Steps steps={homeWords.superviseSteps} />
      <div>
        <ol class="scale">
          <li>
            <b>{homeWords.within(lengthOf(rules.acknowledge))}</b>
            {homeWords.tellAccepted}
          </li>
          <li>
            <b>{homeWords.within(lengthOf(rules.decide))}</b>
            {homeWords.tellAnswer}
          </li>
          <li>
            <b>{homeWords.longer(lengthOf(rules.extension))}</b>
            {homeWords.tellExtended}
          </li>
        </ol>
        <p class="hint">{homeWords.clockBasis(basesOf(rules))}</p>
      </div>
      <p class="row">
        <a href={newFeedbackPath({})}>{homeWords.submit}</a>
        <a href={feedbackStatusPath()}>{homeWords.byReceipt}</a>
        <a href={`${feedbackRegisterPath()}?status=overdue`}>{homeWords.overdue}</a>
      </p>
    </div>
  </section>
);

/** 参照《信访工作条例》第二十三条、第三十四条: a statute is named once. */
function basesOf({ acknowledge, decide, extension }: ClockRules) {
  const articles = new Map<string, Set<string>>();
  for (const { basis } of [acknowledge, decide, extension]) {
    const statute = /^.*》/u.exec(basis)?.[0] ?? "";
    articles.set(statute, (articles.get(statute) ?? new Set()).add(basis.slice(statute.length)));
  }
  return [...articles].map(([statute, named]) => statute + [...named].join("、"));
}
