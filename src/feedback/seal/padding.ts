/** Sealed files have one of these sizes, so that a size does not tell which file it may be. */
const SIZES = [64, 128, 256, 512, 1024, 2048, 4096, 6144].map((kilobytes) => kilobytes * 1024);
const END_OF_DIRECTORY = [0x50, 0x4b, 0x05, 0x06];
const DIRECTORY_AT = 16;
const SPACE = 0x20;

/** A file with nothing added that a program would show: what opens it opens it as before. By its extension, since each kind ends differently. */
export function padFile(bytes: Uint8Array, extension: string): Uint8Array<ArrayBuffer> {
  if (extension === "docx") return padZip(bytes);
  const tail = extension === "pdf" ? endOfPdf(bytes) : new Uint8Array();
  const padded = new Uint8Array(sizeFor(bytes.length + tail.length)).fill(extension === "pdf" ? SPACE : 0);
  padded.set(bytes);
  padded.set(tail, padded.length - tail.length);
  return padded;
}

const sizeFor = (length: number) => SIZES.find((size) => size >= length) ?? length;

/** A PDF is read from its end, where the place of its table stands: once more, after the blanks. */
function endOfPdf(bytes: Uint8Array): Uint8Array {
  const end = String.fromCharCode(...bytes.subarray(-2048));
  const at = [...end.matchAll(/startxref\s+(\d+)\s+%%EOF/g)].at(-1)?.[1];
  return new TextEncoder().encode(at === undefined ? "\n%%EOF\n" : `\nstartxref\n${at}\n%%EOF\n`);
}

/** A zip is read by its directory, which says where each file begins: zeros before it belong to none. */
function padZip(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const end = endOfDirectory(bytes);
  if (end < 0) return Uint8Array.from(bytes);
  const from = new DataView(bytes.buffer, bytes.byteOffset).getUint32(end + DIRECTORY_AT, true);
  const padded = new Uint8Array(sizeFor(bytes.length));
  const added = padded.length - bytes.length;
  padded.set(bytes.subarray(0, from));
  padded.set(bytes.subarray(from), from + added);
  new DataView(padded.buffer).setUint32(end + added + DIRECTORY_AT, from + added, true);
  return padded;
}

function endOfDirectory(bytes: Uint8Array): number {
  for (let at = bytes.length - 22; at >= 0; at -= 1)
    if (END_OF_DIRECTORY.every((byte, i) => bytes[at + i] === byte)) return at;
  return -1;
}
