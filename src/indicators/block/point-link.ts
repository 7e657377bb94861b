import { paragraphPath } from "../../paths.ts";
import type { StoredPoint } from "../reading/points.ts";

/** The paragraph that states a value, with the value marked. `bureau` is a slug. */
export function pointHref(bureau: string, { statedIn, section, anchor, text }: StoredPoint): string {
  const [path, hash] = paragraphPath(bureau, statedIn, section, anchor).split("#");
  return `${path}?mark=${encodeURIComponent(`"${text.replaceAll('"', "").trim()}"`)}#${hash}`;
}
