import { feedbackFeedPath, feedbackPath, feedbackRegisterPath } from "../paths.ts";
import { escapeXml } from "../ui/xml.ts";
import { KIND_WORDS } from "./kind.ts";
import type { RegisterRow } from "./register.ts";
import { words } from "./words.ts";

/** Atom 1.0: what was published, the newest first; an entry is updated by its answer. */
export function toFeedbackAtom(rows: readonly RegisterRow[], origin: string): string {
  const entries = rows
    .map((row) => ({ row, updated: updatedAt(row) }))
    .toSorted((a, b) => b.updated.localeCompare(a.updated));
  const self = escapeXml(origin + feedbackFeedPath());
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
  <id>${self}</id>
  <title>公示：${words.register}</title>
  <updated>${entries[0]?.updated ?? "2020-01-01T00:00:00.000Z"}</updated>
  <author><name>公示</name></author>
  <link rel="self" type="application/atom+xml" href="${self}"/>
  <link rel="alternate" type="text/html" href="${escapeXml(origin + feedbackRegisterPath())}"/>
${entries.map(({ row, updated }) => entryXml(row, updated, origin)).join("")}</feed>
`;
}

const updatedAt = ({ answeredAt, publishedAt }: RegisterRow) =>
  answeredAt !== null && answeredAt > publishedAt ? answeredAt : publishedAt;

function entryXml(row: RegisterRow, updated: string, origin: string): string {
  const href = escapeXml(origin + feedbackPath(row.id));
  const title = row.title || words.untitled(row.id);
  return `  <entry>
    <id>${href}</id>
    <title>${escapeXml(`${KIND_WORDS[row.kind].name}：${title}`)}</title>
    <link rel="alternate" type="text/html" href="${href}"/>
    <published>${row.publishedAt}</published>
    <updated>${updated}</updated>
    <summary>${escapeXml(row.text)}</summary>
  </entry>
`;
}
