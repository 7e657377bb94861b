/** Received and answered, by section slug; "" is the report as a whole and everything in it. */
export type FeedbackCounts = ReadonlyMap<string, { received: number; answered: number }>;

/** As the row of a report keeps it; `section` is null for feedback about the whole report. Denunciations are not counted. */
export type FeedbackCount = [section: string | null, received: number, answered: number];

export function toCounts(rows: readonly FeedbackCount[]): FeedbackCounts {
  const whole = { received: 0, answered: 0 };
  const counts = new Map([["", whole]]);
  for (const [section, received, answered] of rows) {
    whole.received += received;
    whole.answered += answered;
    if (section !== null) counts.set(section, { received, answered });
  }
  return counts;
}
