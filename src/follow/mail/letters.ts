import { chineseDay } from "../../day.ts";
import { type FeedEntry, updatedAt } from "../../ui/feeds/feed.ts";
import { escapeXml } from "../../ui/xml.ts";
import type { Letter } from "../mailer.ts";
import { mailWords as words } from "./mail-words.ts";
import type { Frequency } from "./store.ts";

/** A letter without its receiver. */
export type LetterContent = Omit<Letter, "to" | "messageId">;

interface Links {
  origin: string;
  token: string;
}

const confirmPath = (token: string) => `/follow/confirm?t=${token}`;
const leavePath = (token: string) => `/follow/leave?t=${token}`;

/** RFC 8058: a mail program leaves by one POST, without a page. */
const headersOf = ({ origin, token }: Links) => ({
  "List-Unsubscribe": `<${origin}${leavePath(token)}>`,
  "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  "Auto-Submitted": "auto-generated",
});

const ADDRESS = /^https?:\/\/\S+$/;

/** Paragraphs as plain text and as the simplest HTML; a line that is an address is a link. */
function written(subject: string, paragraphs: readonly string[][], links: Links): LetterContent {
  const line = (text: string) =>
    ADDRESS.test(text) ? `<a href="${escapeXml(text)}">${escapeXml(text)}</a>` : escapeXml(text);
  const html = paragraphs.map((lines) => `<p>${lines.map(line).join("<br>")}</p>`).join("\n");
  return {
    subject,
    text: `${paragraphs.map((lines) => lines.join("\n")).join("\n\n")}\n`,
    html: `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escapeXml(subject)}</title></head><body>\n${html}\n</body></html>\n`,
    headers: headersOf(links),
  };
}

/** Holds nothing that was typed: whoever gets it may not have asked for it. */
export const askLetter = (name: string, frequency: Frequency, days: number, links: Links): LetterContent =>
  written(
    words.askSubject,
    [
      [words.ask(name, words.often[frequency])],
      [words.askConfirm(days), links.origin + confirmPath(links.token)],
      [words.askIgnore],
    ],
    links,
  );

export const knownLetter = (name: string, frequency: Frequency, links: Links): LetterContent =>
  written(
    words.knownSubject,
    [[words.known(name, words.often[frequency])], [words.leaveLink, links.origin + leavePath(links.token)]],
    links,
  );

interface Digest {
  name: string;
  frequency: Frequency;
  /** Newest first. */
  entries: readonly FeedEntry[];
  /** More changed than a feed holds. */
  more: boolean;
  /** The page, absolute. */
  about: string;
}

const LONGEST_SUMMARY = 300;

export const digestLetter = ({ name, frequency, entries, more, about }: Digest, links: Links): LetterContent =>
  written(
    words.digestSubject(name.slice(0, 60), entries.length),
    [
      [words.digestLead(name, entries.length)],
      ...entries.map((entry) => [
        entry.title,
        [entry.author?.name ?? "", chineseDay(updatedAt(entry))].filter(Boolean).join("，"),
        entry.summary.slice(0, LONGEST_SUMMARY).replace(/\s+/g, " "),
        entry.href,
      ]),
      [more ? words.more : words.seePage, about],
      [words.why(words.often[frequency]), words.leaveLink, links.origin + leavePath(links.token)],
    ],
    links,
  );
