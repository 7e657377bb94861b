import { beijingDay, beijingMinute } from "../day.ts";

/** A date in Beijing, as 2024-09-18. */
export const Day = ({ at, class: name }: { at: string; class?: string }) => (
  <time class={name} datetime={beijingDay(at)}>
    {beijingDay(at)}
  </time>
);

/** A minute in Beijing, as 2024-09-18 08:05. */
export const Minute = ({ at }: { at: string }) => <time datetime={at}>{beijingMinute(at)}</time>;
