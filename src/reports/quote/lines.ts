/** May not begin a line: it hangs at the end of the line before. */
const CLOSING = /^[，。、；：？！）》”’」』】〉…—·％%,.;:?!)\]]$/u;
/** May not end one. */
const OPENING = /^[（《“‘「『【〈([]$/u;
/** Pieces that are not torn apart: a number with its marks, a year, a word. */
const RUN = /(?:\d{4}|[〇零一二三四五六七八九]{4})年度?|[A-Za-z0-9][A-Za-z0-9.,:%'_/-]*|[\s\S]/gu;
/** Drawn as wide as it is high, in every font for Chinese. */
const WIDE =
  /[\u1100-\u11ff\u2014\u2018-\u201d\u2026\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|[\u{1f000}-\u{3ffff}]/u;

/** About how wide a character is drawn, in em: fonts differ, and the margin of the picture takes the difference. */
function widthOf(character: string): number {
  if (WIDE.test(character)) return 1;
  if (/[A-Z@#&%WMmw]/.test(character)) return 0.75;
  return /[\s.,:;'|ilj!]/.test(character) ? 0.32 : 0.58;
}

export const widthOfText = (text: string) => Array.from(text).reduce((sum, each) => sum + widthOf(each), 0);

/** A text in lines of at most so many em, as Chinese is set: marks hang, numbers stay whole. Line breaks of the text stay. */
export const breakLines = (text: string, width: number): string[] =>
  text.split("\n").flatMap((part) => breakUp(part, width));

function breakUp(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  let used = 0;
  const close = () => {
    lines.push(line);
    [line, used] = ["", 0];
  };
  for (const token of tokensOf(text.trim(), width)) {
    const needed = widthOfText(token);
    if (used > 0 && used + needed > width && !(CLOSING.test(token) && used <= width)) {
      const [kept, carried] = withoutOpening(line);
      line = kept;
      close();
      [line, used] = [carried, widthOfText(carried)];
    }
    if (line === "" && token.trim() === "") continue;
    line += token;
    used += needed;
  }
  if (line !== "" || lines.length === 0) close();
  return lines.map((each) => each.trimEnd());
}

/** An opening mark at the end goes to the next line, unless it is all there is. */
function withoutOpening(line: string): [kept: string, carried: string] {
  const last = Array.from(line).at(-1) ?? "";
  return OPENING.test(last) && line.length > last.length ? [line.slice(0, -last.length), last] : [line, ""];
}

/** Runs of letters and digits whole, everything else one by one; a run that is wider than a line in pieces. */
function tokensOf(text: string, width: number): string[] {
  return (text.match(RUN) ?? []).flatMap((run) => {
    if (widthOfText(run) <= width) return [run];
    const most = Math.max(1, Math.floor(width));
    return Array.from({ length: Math.ceil(run.length / most) }, (_, n) => run.slice(n * most, (n + 1) * most));
  });
}

/** At most so many lines; …… at the end of the last one tells of a cut. */
export function limitLines(lines: readonly string[], most: number): { lines: string[]; cut: boolean } {
  if (lines.length <= most) return { lines: [...lines], cut: false };
  const kept = lines.slice(0, most);
  const last = Array.from(kept.at(-1) ?? "");
  kept[most - 1] = `${last.slice(0, Math.max(0, last.length - 2)).join("")}……`;
  return { lines: kept, cut: true };
}
