import { getResolvedPDFJS } from "unpdf";
import { AppError } from "../../errors.ts";
import { requireQuiet } from "../gate/pdf-active.ts";
import { parsePdfParts } from "../gate/pdf-objects.ts";
import { REFUSALS } from "../refusals.ts";
import { readCharacterMap } from "./page/character-maps.ts";
import { CountingPort } from "./counting-port.ts";
import { PDF_LIMITS } from "./pdf-limits.ts";
import { isRemark } from "../text/remark.ts";
import { requireModestStreams } from "./streams.ts";

type PdfJs = Awaited<ReturnType<typeof getResolvedPDFJS>>;
type PdfDocument = Awaited<ReturnType<PdfJs["getDocument"]>["promise"]>;
export type PdfPage = Awaited<ReturnType<PdfDocument["getPage"]>>;

export interface OpenedPdf {
  document: PdfDocument;
  port: CountingPort;
  pages: number;
  title: string;
  /** Remarks about it in its properties. */
  remarks: string[];
  /** Pictures in the file, each counted once, however often it is shown. */
  pictures: number;
  layers: { isVisible: (properties: unknown) => boolean };
  close: () => Promise<void>;
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

/** Opens a PDF whose pages may be read; throws AppError for one that may not, before any page is. `close` it. */
export async function openPdf(bytes: Uint8Array): Promise<OpenedPdf> {
  const pictures = await requireModestStreams(bytes);
  requireQuiet(await parsePdfParts(bytes));
  const pdfjs = await getResolvedPDFJS();
  const { save, restore, paintFormXObjectBegin: form } = pdfjs.OPS;
  const port = new CountingPort(PDF_LIMITS.pageCommands, form, { save, restore, deepest: PDF_LIMITS.stateDepth });
  const worker = startWorker(pdfjs, port);
  const task = pdfjs.getDocument({ ...OPTIONS, data: Uint8Array.from(bytes), worker });
  const close = async () => {
    await task.destroy();
    worker.destroy();
  };
  try {
    const document = await task.promise;
    const { title, remarks } = await requireReadable(document);
    const commandNames = Object.fromEntries(Object.entries(pdfjs.OPS).map(([name, number]) => [number, name]));
    const layers = await document.getOptionalContentConfig({ intent: "display" });
    return { document, port, pages: document.numPages, title, remarks, pictures, layers, commandNames, close };
  } catch (error) {
    await close();
    throw refusalOf(error);
  }
}

/** PDF.js's reading half, which its build for Workers leaves in this place. */
declare const pdfjsWorker: { WorkerMessageHandler: { initializeFromPort: (port: CountingPort) => void } };

function startWorker({ PDFWorker }: PdfJs, port: CountingPort): InstanceType<PdfJs["PDFWorker"]> {
  const worker = new PDFWorker({ port: port as never, verbosity: 0 });
  pdfjsWorker.WorkerMessageHandler.initializeFromPort(port);
  return worker;
}

function refusalOf(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return (error as Error).name === "PasswordException" ? REFUSALS.encryptedPdf() : REFUSALS.brokenPdf();
}

/** Refuses what may not be read; else the title in the file's properties ("" if it has none) and the remarks in them. */
async function requireReadable(document: PdfDocument): Promise<{ title: string; remarks: string[] }> {
  if (document.numPages > PDF_LIMITS.pages) throw REFUSALS.tooManyPages(document.numPages);
  const { info } = (await document.getMetadata()) as unknown as { info: Record<string, unknown> };
  if (info["EncryptFilterName"]) throw REFUSALS.encryptedPdf();
  if (info["IsXFAPresent"] || info["IsCollectionPresent"]) throw REFUSALS.activePdf();
  const action = (await document.getOpenAction()) as Map<string, unknown> | Record<string, unknown> | null;
  const opens = action instanceof Map ? action.has("action") : action !== null && "action" in action;
  if (opens || (await document.hasJSActions())) throw REFUSALS.activePdf();
  if (await document.getAttachments()) throw REFUSALS.pdfWithFiles();
  const said = (name: string) => (typeof info[name] === "string" ? info[name].trim() : "");
  const custom = Object.values((info["Custom"] ?? {}) as object).filter((value) => typeof value === "string");
  const remarks = [said("Subject"), said("Keywords"), ...custom].filter(isRemark);
  return { title: said("Title").slice(0, 300), remarks };
}
