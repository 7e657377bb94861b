import { getDocumentProxy, getResolvedPDFJS } from "unpdf";
import { AppError } from "../../errors.ts";
import { REFUSALS } from "../refusals.ts";
import { readCharacterMap } from "./character-maps.ts";
import { PDF_LIMITS } from "./pdf-limits.ts";
import { requireModestStreams } from "./streams.ts";

export type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>;
export type PdfPage = Awaited<ReturnType<PdfDocument["getPage"]>>;

export interface OpenedPdf {
  document: PdfDocument;
  pages: number;
  layers: { isVisible: (properties: unknown) => boolean };
  /** Numbers of painting commands to their names. */
  commandNames: Record<number, string>;
}

/** Reads nothing outside the file, decodes no picture, runs nothing. */
const OPTIONS = {
  verbosity: 0,
  maxImageSize: 0,
  isOffscreenCanvasSupported: false,
  isImageDecoderSupported: false,
  useSystemFonts: false,
  disableFontFace: false,
  useWasm: false,
  enableXfa: false,
  cMapUrl: "maps/",
  BinaryDataFactory: class {
    fetch = ({ filename }: { filename: string }) => readCharacterMap(filename);
  },
};

/** Opens a PDF whose pages may be read; throws AppError for one that may not, before any page is. */
export async function openPdf(bytes: Uint8Array): Promise<OpenedPdf> {
  await requireModestStreams(bytes);
  const document = await load(bytes);
  try {
    await requireReadable(document);
  } catch (error) {
    await document.loadingTask.destroy();
    throw error instanceof AppError ? error : REFUSALS.brokenPdf();
  }
  const { OPS } = await getResolvedPDFJS();
  const commandNames = Object.fromEntries(Object.entries(OPS).map(([name, number]) => [number, name]));
  const layers = await document.getOptionalContentConfig({ intent: "display" });
  return { document, pages: document.numPages, layers, commandNames };
}

async function load(bytes: Uint8Array): Promise<PdfDocument> {
  try {
    return await getDocumentProxy(Uint8Array.from(bytes), OPTIONS);
  } catch (error) {
    throw (error as Error).name === "PasswordException" ? REFUSALS.encryptedPdf() : REFUSALS.brokenPdf();
  }
}

async function requireReadable(document: PdfDocument): Promise<void> {
  if (document.numPages > PDF_LIMITS.pages) throw REFUSALS.tooManyPages(document.numPages);
  const { info } = (await document.getMetadata()) as unknown as { info: Record<string, unknown> };
  if (info["EncryptFilterName"]) throw REFUSALS.encryptedPdf();
  if (info["IsXFAPresent"] || info["IsCollectionPresent"]) throw REFUSALS.activePdf();
  const action = (await document.getOpenAction()) as Map<string, unknown> | Record<string, unknown> | null;
  const opens = action instanceof Map ? action.has("action") : action !== null && "action" in action;
  if (opens || (await document.hasJSActions())) throw REFUSALS.activePdf();
  if (await document.getAttachments()) throw REFUSALS.pdfWithFiles();
}
