/** https://developers.cloudflare.com/d1/platform/limits/: at most 2,000,000 bytes a value. */
export const LARGEST_VALUE = 1_900_000;
const ARRAY_BYTES = 1_500_000;

export const byteLength = (text: string) => new TextEncoder().encode(text).length;

/** JSON arrays of these rows (each JSON itself), in order, to bind for `json_each`; a row above `ARRAY_BYTES` stands alone. */
export function jsonArrays(rows: readonly string[]): string[] {
  const arrays: string[][] = [];
  let size = ARRAY_BYTES;
  for (const row of rows) {
    const bytes = byteLength(row);
    if (size + bytes > ARRAY_BYTES) {
      arrays.push([]);
      size = 0;
    }
    arrays.at(-1)?.push(row);
    size += bytes;
  }
  return arrays.map((array) => `[${array.join(",")}]`);
}
