let codes: Map<string, [number, number]> | undefined;

/** Node decodes GBK but does not encode it: the table is read off the decoder once. */
function tableOfCodes() {
  const decoder = new TextDecoder("gbk");
  const table = new Map<string, [number, number]>();
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (character.length === 1 && character !== "\uFFFD" && !table.has(character))
        table.set(character, [lead, trail]);
    }
  return table;
}

/** The text in GBK, or null if it has a character that GBK lacks. */
export function toGbk(text: string): Uint8Array | null {
  codes ??= tableOfCodes();
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (code < 0x80) bytes.push(code);
    else {
      const pair = codes.get(character);
      if (!pair) return null;
      bytes.push(...pair);
    }
  }
  return Uint8Array.from(bytes);
}
