import { STRUCK_END, STRUCK_START } from "../ink/struck-marks.ts";
import type { KindName } from "../left-out.ts";

interface Piece {
  text: string;
  struck: boolean;
}
interface Teller {
  leftOut(kind: KindName, text: string): void;
  account: (before: string, after: string) => void;
}

/** Sets marks around what stands struck out side by side. */
export function markStruckRuns(pieces: Piece[], teller: Teller): void {
  for (let at = 0; at < pieces.length; at++) {
    if (!pieces[at]?.struck) continue;
    let end = at;
    while (pieces[end + 1]?.struck) end++;
    const group = pieces.slice(at, end + 1);
    const text = group.map((piece) => piece.text).join("");
    const [first, last] = [pieces[at], pieces[end]];
    if (text.trim() !== "" && first && last) {
      first.text = STRUCK_START + first.text;
      last.text += STRUCK_END;
      teller.account("", STRUCK_START + STRUCK_END);
      teller.leftOut("struck", text);
    }
    at = end;
  }
}
