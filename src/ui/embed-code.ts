import { embedPath, embedScriptPath } from "../paths.ts";

/** The height of a frame without a script: tall enough for most pieces; a longer one scrolls in it. */
const LEAST_HEIGHT = 200;
const MOST_HEIGHT = 900;
const LINE_PX = 31;
const AROUND_PX = 150;
const CHARACTER_PX = 17;

/** About how tall a text of so many characters stands in a frame of so many pixels. */
export function frameHeight(characters: number, width = 640): number {
  const aLine = Math.max(8, Math.floor((width - 36) / CHARACTER_PX));
  const height = AROUND_PX + Math.ceil(characters / aLine) * LINE_PX;
  return Math.min(MOST_HEIGHT, Math.max(LEAST_HEIGHT, height));
}

const escapeHtml = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** The address of the shown piece, with its query; the name that a screen reader says. */
export interface EmbeddedPiece {
  origin: string;
  path: string;
  title: string;
  height: number;
}

/** The code to paste into a page: a frame of a fixed height, and the script that fits it to the text. */
export function embedCode({ origin, path, title, height }: EmbeddedPiece): string {
  const src = escapeHtml(origin + embedPath(path));
  const script = escapeHtml(origin + embedScriptPath());
  return `<iframe src="${src}" title="${escapeHtml(title)}" width="100%" height="${height}" style="border:0" loading="lazy"></iframe><script src="${script}" async></script>`;
}
