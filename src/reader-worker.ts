import { answerReading } from "./ingest/answer-reading.ts";

// The code that reads strangers' files makes no request to anybody.
for (const way of ["fetch", "WebSocket", "EventSource", "caches"]) Reflect.deleteProperty(globalThis, way);

/** The Worker behind the binding `READER` (wrangler.reader.toml): bytes in, plain text out. Only the portal can call it. */
export default { fetch: answerReading } satisfies ExportedHandler;
