/** Received and answered, by section slug; "" is the report as a whole and everything in it. */
export type FeedbackCounts = ReadonlyMap<string, { received: number; answered: number }>;

/** From what is kept in the row of a report. */
export function toCounts(kept: string): FeedbackCounts {
  const rows = JSON.parse(kept) as [section: string | null, received: number, answered: number][];
  const whole = { received: 0, answered: 0 };
  const counts = new Map([["", whole]]);
  for (const [section, received, answered] of rows) {
    whole.received += received;
    whole.answered += answered;
    if (section !== null) counts.set(section, { received, answered });
  }
  return counts;
}
