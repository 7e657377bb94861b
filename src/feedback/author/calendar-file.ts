interface DayEvent {
  uid: string;
  /** 2026-12-31 */
  day: string;
  stamp: Date;
  summary: string;
  description: string;
  url: string;
}

const LINE_BYTES = 75;

/** One whole-day event with a reminder the day before, after RFC 5545. */
export function toCalendar({ uid, day, stamp, summary, description, url }: DayEvent): string {
  const plain = (date: string) => date.replaceAll("-", "");
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Gongshi//Feedback//ZH",
    "BEGIN:VEVENT",
    `UID:${uid}`,
    `DTSTAMP:${stamp.toISOString().replace(/[-:]|\.\d+/g, "")}`,
    `DTSTART;VALUE=DATE:${plain(day)}`,
    `DTEND;VALUE=DATE:${plain(next)}`,
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(description)}`,
    `URL:${url}`,
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    `DESCRIPTION:${escaped(summary)}`,
    "TRIGGER:-P1D",
    "END:VALARM",
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.flatMap(folded).join("\r\n") + "\r\n";
}

const escaped = (text: string) => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");

/** Lines of at most 75 bytes, never cut inside a character; what follows begins with a blank. */
function folded(line: string): string[] {
  const parts: string[] = [];
  let [part, size] = ["", 0];
  for (const letter of line) {
    const bytes = new TextEncoder().encode(letter).length;
    if (size + bytes > LINE_BYTES) {
      parts.push(part);
      [part, size] = [" ", 1];
    }
    part += letter;
    size += bytes;
  }
  return [...parts, part];
}
