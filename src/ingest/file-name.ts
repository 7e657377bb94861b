import { REFUSALS } from "./refusals.ts";

const OLD_WORD = new Set(["doc", "dot", "wps", "odt"]);

export type ReportType = "txt" | "md" | "docx" | "html" | "pdf";

/** The type by the name; refuses every other type with what to do instead. */
export function fileExtension(fileName: string): ReportType {
  const base = baseOf(fileName);
  const dot = base.lastIndexOf(".");
  const extension = dot < 0 ? "" : base.slice(dot + 1).toLowerCase();
  if (extension === "txt" || extension === "text") return "txt";
  if (extension === "md" || extension === "markdown") return "md";
  if (extension === "docx") return "docx";
  if (extension === "html" || extension === "htm" || extension === "xhtml") return "html";
  if (extension === "docm" || extension === "dotm") throw REFUSALS.macros();
  if (OLD_WORD.has(extension)) throw REFUSALS.oldWord();
  if (extension === "pdf") return "pdf";
  if (extension === "rtf") throw REFUSALS.rtf();
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
