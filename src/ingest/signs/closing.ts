const CLOSERS = /[”’"'）)》〉」』】\]]+$/;
const STOPS = /[。！？!?；;：:…]$/;

/** Whether a paragraph may end here: 。！？；： or …, also inside closing quotes. A figure's "38." is no end. */
export function isClosed(text: string): boolean {
  const end = text.slice(-12);
  const bare = end.replace(CLOSERS, "");
  return STOPS.test(bare) || /[A-Za-z]{2,}[)）”"]*\.$/.test(end);
}

/** Ends in a quote or bracket: the sentence may be over, or not. */
export function endsInCloser(text: string): boolean {
  return CLOSERS.test(text.slice(-2));
}

/** How far back a pair is looked for; keeps joining linear. */
const REACH = 2_000;
const PAIRS: [string, string][] = [
  ["“", "”"],
  ["《", "》"],
  ["（", "）"],
  ["「", "」"],
  ["【", "】"],
];

/** A quote or bracket that was opened and not closed: the text goes on elsewhere. */
export function hasOpenBracket(text: string): boolean {
  const end = text.slice(-REACH);
  return PAIRS.some(([open, close]) => end.lastIndexOf(open) > end.lastIndexOf(close));
}

/** Running text, not a title, label or list line: it holds a comma or a full stop. */
export function isProse(text: string): boolean {
  return /[，。；！？]/.test(text.slice(-REACH));
}

/** Puts pieces together as the page had them; only between two Latin words did the cut stand for a space. */
export function joinCut(pieces: string[]): string {
  return pieces.map((piece, i) => (i > 0 && isLatinCut(pieces[i - 1] ?? "", piece) ? ` ${piece}` : piece)).join("");
}

function isLatinCut(before: string, after: string): boolean {
  return /[A-Za-z]$/.test(before.slice(-1)) && /^[A-Za-z]/.test(after);
}
