import { Unzip, UnzipInflate, unzipSync } from "fflate";
import { REFUSALS } from "../refusals.ts";

const MOST_ENTRIES = 2_000;
const MOST_BYTES = 100_000_000;
/** Measured: as a tree, 5 MB of Word's XML fit into 96 MB of heap; a Worker has 128 MB. */
const MOST_XML_BYTES = 5_000_000;
const MOST_RATIO = 200;
/** Below this a high ratio is harmless: an almost empty part compresses well. */
const SMALL = 500_000;
const CHUNK = 16_384;

/** The size of every entry, from the zip's directory: nothing is inflated. */
export function listZip(bytes: Uint8Array): Map<string, number> {
  const sizes = new Map<string, number>();
  let total = 0;
  let entries = 0;
  let swells = false;
  try {
    unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        entries++;
        total += originalSize;
        swells ||= originalSize > SMALL && originalSize > size * MOST_RATIO;
        sizes.set(name, originalSize);
        return false;
      },
    });
  } catch {
    throw REFUSALS.brokenDocx();
  }
  if (entries !== sizes.size) throw REFUSALS.brokenDocx();
  if (swells || entries > MOST_ENTRIES || total > MOST_BYTES) throw REFUSALS.docxTooLarge();
  return sizes;
}

/** Inflates the wanted entries bit by bit, and stops at the first that is not as long as the directory says. */
export function inflateParts(
  bytes: Uint8Array,
  sizes: Map<string, number>,
  wanted: ReadonlySet<string>,
  most = MOST_XML_BYTES,
): Map<string, Uint8Array> {
  const parts = new Map<string, Uint8Array>();
  let total = 0;
  for (const name of wanted) total += sizes.get(name) ?? 0;
  if (total > most) throw REFUSALS.docxTooLarge();
  let failed = false;
  const unzip = new Unzip((file) => {
    if (!wanted.has(file.name) || !sizes.has(file.name)) return;
    const whole = new Uint8Array(sizes.get(file.name) ?? 0);
    let length = 0;
    file.ondata = (error, data, final) => {
      failed ||= error !== null || length + data.length > whole.length || parts.has(file.name);
      if (failed) return;
      whole.set(data, length);
      length += data.length;
      if (final && length === whole.length) parts.set(file.name, whole);
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let at = 0; at < bytes.length && !failed; at += CHUNK)
      unzip.push(bytes.subarray(at, at + CHUNK), at + CHUNK >= bytes.length);
  } catch {
    failed = true;
  }
  for (const name of wanted) if (sizes.has(name) && !parts.has(name)) failed = true;
  if (failed) throw REFUSALS.brokenDocx();
  return parts;
}
