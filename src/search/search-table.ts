import type { SearchHit } from "./engine.ts";
import { hitAddress } from "./hit-address.ts";
import { frozenPath, plainSnippet } from "./search-feed.ts";
import { words } from "./words.ts";

const BYTE_ORDER_MARK = "\uFEFF";

/** CSV (RFC 4180) that spreadsheets read as UTF-8 and of which they execute nothing. */
export function searchTable(hits: readonly SearchHit[], query: string, origin: string): string {
  const rows = hits.map((hit) => [
    hit.bureauName,
    String(hit.year),
    String(hit.revision),
    hit.heading,
    hit.path.slice(0, -1).join(" / "),
    plainSnippet(hit.snippet),
    words.tier[hit.tier],
    origin + hitAddress(hit, query),
    origin + frozenPath(hit),
  ]);
  return BYTE_ORDER_MARK + [words.tableHead, ...rows].map((row) => `${row.map(toCell).join(",")}\r\n`).join("");
}

/** OWASP's rule: a cell that begins like a formula gets an apostrophe, which a spreadsheet shows as text. */
function toCell(text: string): string {
  const harmless = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
