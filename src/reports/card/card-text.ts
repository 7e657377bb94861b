import { reportPath } from "../../paths.ts";
import { uiWords } from "../../ui/words.ts";
import { titleLines } from "../pages/title-lines.ts";
import type { ReportView } from "../view.ts";
import { reportWords } from "../words.ts";
import type { CardText } from "./draw-card.ts";

/** The text on the card of a revision; its address is frozen, as the picture is. */
export function cardText({ bureau, year, revision }: ReportView, origin: string): CardText {
  const edition = [bureau.name, reportWords.reportOf(year), reportWords.revision(revision.number)];
  return {
    brand: uiWords.site,
    title: titleLines(revision.title, bureau.name).join("\n"),
    source: (bureau.demo ? [uiWords.demoTag, ...edition] : edition).join(" · "),
    address: origin + reportPath(bureau.slug, year, revision.number),
  };
}
