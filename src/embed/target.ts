import { parseReportAddress } from "../reports/address.ts";
import { SLUG } from "../paths.ts";

/** The piece at an address of this site that can stand on another page. */
export type EmbedTarget =
  | { kind: "report"; bureau: string; year: number; revision: number | null }
  | { kind: "section"; bureau: string; year: number; revision: number | null; section: string }
  | { kind: "paragraph"; bureau: string; year: number; revision: number | null; section: string; anchor: string }
  | { kind: "indicator"; slug: string; parameters: Record<string, string[]> };

const PARAGRAPH = /^(.+)\/p\/([^/]+)$/;

/** `path` without `/embed`; `search` and `hash` with their marks, or empty. Null for what cannot be embedded. */
export function embedTarget(path: string, search = "", hash = ""): EmbedTarget | null {
  const [, first = "", second = "", ...rest] = path.split("/");
  if (first === "indicators") {
    if (rest.length > 0 || !SLUG.test(second)) return null;
    return { kind: "indicator", slug: second, parameters: parametersOf(search) };
  }
  if (first !== "reports" || !SLUG.test(second)) return null;
  const [, address = rest.join("/"), inPath] = PARAGRAPH.exec(rest.join("/")) ?? [];
  const parsed = parseReportAddress(address.split("/"));
  if (!parsed || !("format" in parsed.asked) || parsed.asked.format !== "html") return null;
  const { year, asked } = parsed;
  const at = { bureau: second, year, revision: asked.revision };
  const anchor = inPath ?? /^#p-(.+)$/.exec(hash)?.[1];
  if (asked.page === "report") return inPath === undefined ? { kind: "report", ...at } : null;
  if (asked.page !== "section") return null;
  return anchor === undefined
    ? { kind: "section", ...at, section: asked.section }
    : { kind: "paragraph", ...at, section: asked.section, anchor };
}

function parametersOf(search: string): Record<string, string[]> {
  const parameters: Record<string, string[]> = Object.create(null);
  for (const [name, value] of new URLSearchParams(search)) (parameters[name] ??= []).push(value);
  return parameters;
}

/** The piece at an absolute address of this very site, or the one already embedded; null for every other address. */
export function targetOfUrl(address: string, origin: string): EmbedTarget | null {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") return null;
  if (url.host !== new URL(origin).host) return null;
  return embedTarget(url.pathname.replace(/^\/embed(?=\/)/, "").replace(/(.)\/$/, "$1"), url.search, url.hash);
}
