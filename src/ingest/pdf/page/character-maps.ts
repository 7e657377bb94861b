import maps from "./character-maps.json" with { type: "json" };

/** Adobe's maps from the character codes of Chinese fonts that a PDF names but does not hold, as PDF.js packs them. */
export async function readCharacterMap(fileName: string): Promise<Uint8Array> {
  const packed = (maps as Record<string, string>)[fileName.replace(/\.bcmap$/, "")];
  if (packed === undefined) throw new Error(`no such character map: ${fileName}`);
  return Uint8Array.from(atob(packed), (char) => char.charCodeAt(0));
}
