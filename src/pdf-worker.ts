import { answerPdf } from "./ingest/pdf/answer-pdf.ts";

/** The Worker behind the binding `PDF` (wrangler.pdf.toml); only the portal can call it. */
export default { fetch: answerPdf } satisfies ExportedHandler;
