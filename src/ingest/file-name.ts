import { REFUSALS } from "./refusals.ts";

const WORD = new Set(["doc", "docx", "wps", "odt"]);

/** "txt" or "md"; refuses every other type with what to do instead. */
export function extensionOf(fileName: string): "txt" | "md" {
  const base = baseOf(fileName);
  const dot = base.lastIndexOf(".");
  const extension = dot < 0 ? "" : base.slice(dot + 1).toLowerCase();
  if (extension === "txt" || extension === "text") return "txt";
  if (extension === "md" || extension === "markdown") return "md";
  if (WORD.has(extension)) throw REFUSALS.word();
  if (extension === "pdf") throw REFUSALS.pdf();
  if (extension === "rtf") throw REFUSALS.rtf();
  if (extension === "html" || extension === "htm") throw REFUSALS.html();
  throw REFUSALS.extension(extension.replace(/[^a-z0-9]/g, "").slice(0, 10));
}

/** The name without folders and extension, for people to read. */
export function stemOf(fileName: string): string {
  return baseOf(fileName)
    .replace(/\.[^.]*$/, "")
    .replace(/[\p{Cc}<>]/gu, "")
    .trim();
}

function baseOf(fileName: string): string {
  return fileName.split(/[/\\]/).at(-1) ?? "";
}
