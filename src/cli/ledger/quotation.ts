import { parseProof } from "../../ledger/proof-file.ts";
import { ledgerEntryTextPath, proofPath, SLUG } from "../../paths.ts";
import { parseReportAddress } from "../../reports/address.ts";
import type { Findings } from "./findings.ts";
import { fetchBytes, LogUnreachable } from "./log-source.ts";

/** A report, section or paragraph as its address names it. */
export interface CitedAddress {
  /** The address of the revision's proof. */
  proof: string;
  section: string | null;
  anchor: string | null;
}

/** Null for addresses that are none of a report's, its sections or paragraphs. */
export function parseCitedAddress(url: URL): CitedAddress | null {
  const [, reports, bureau = "", ...below] = url.pathname.replace(/\/+$/, "").split("/");
  const parsed = reports === "reports" && SLUG.test(bureau) ? parseReportAddress(below) : null;
  if (!parsed || (parsed.asked.page !== "report" && parsed.asked.page !== "section")) return null;
  const { asked, year } = parsed;
  if (asked.page === "section" && asked.section === "proof") return null;
  return {
    proof: url.origin + proofPath(bureau, year, asked.revision ?? undefined),
    section: asked.page === "section" ? asked.section : null,
    anchor: /^#p-([A-Za-z0-9]+)$/.exec(url.hash)?.[1] ?? null,
  };
}

/** The text that the proved entry states the hash of. */
export async function fetchRecordedText(origin: string, proof: Uint8Array): Promise<Uint8Array> {
  const index = parseProof(proof)?.index ?? 0;
  const { status, bytes } = await fetchBytes(origin + ledgerEntryTextPath(index));
  if (!bytes) throw new LogUnreachable(`取不到第${index + 1}条的文字（站点答复 ${status}）。`);
  return bytes;
}

/** Whether the words stand in the section, or in the paragraph if one is named. `text` has been compared with its hash. */
export function verifyQuote(text: Uint8Array, { section, anchor }: CitedAddress, quote: string, found: Findings) {
  const paragraphs = paragraphsOf(new TextDecoder().decode(text)).filter(
    (paragraph) => paragraph.section === section && (anchor === null || paragraph.anchors.includes(anchor)),
  );
  const where = anchor === null ? "这一节" : "这一段";
  if (paragraphs.length === 0) found.fault(`这一版里没有${where}。`);
  else if (paragraphs.some(({ words }) => words.includes(quote))) found.good(`引文一字不差地写在${where}里`);
  else found.fault(`引文没有写在${where}里。`);
}

interface Paragraph {
  section: string;
  anchors: readonly string[];
  words: string;
}

/** The paragraphs of a canonical text (gongshi-text/1) as they are quoted; a heading is one without anchors. */
function paragraphsOf(text: string): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let section = "";
  for (const line of text.split("\n")) {
    const [kind, ...fields] = line.split("\t").map(unescaped);
    const last = paragraphs.at(-1);
    if (kind === "section") {
      section = fields[1] ?? "";
      paragraphs.push({ section, anchors: [], words: fields[5] ?? "" });
    } else if (kind === "row" && last) last.words += `\n${fields.join("\t")}`;
    else if (kind === "item" || kind === "text" || kind === "signature" || kind === "table") {
      const [anchors = "", ...words] = fields;
      paragraphs.push({
        section,
        anchors: anchors.split(" "),
        words: kind === "table" ? (words[1] ?? "") : words.join(""),
      });
    }
  }
  return paragraphs;
}

const ESCAPES: Record<string, string> = { "\\\\": "\\", "\\t": "\t", "\\n": "\n", "\\r": "\r" };

const unescaped = (field: string) => field.replace(/\\[\\tnr]/g, (escape) => ESCAPES[escape] ?? escape);
