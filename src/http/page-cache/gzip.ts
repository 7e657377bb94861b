const WORTH_IT = 1024;

/** Decision 0044. */
export async function gzip(bytes: Uint8Array<ArrayBuffer>) {
  if (bytes.byteLength < WORTH_IT) return null;
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
