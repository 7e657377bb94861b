import { diffPath } from "../../paths.ts";
import { feedbackWords } from "../words.ts";

interface Corrected {
  aboutBureau: string | null;
  year: number | null;
  revision: number | null;
  correctionRevision: number | null;
}

/** The revision that corrected what a feedback was right about, with what it changed. */
export const CorrectedBy = ({ of: { aboutBureau, year, revision, correctionRevision } }: { of: Corrected }) =>
  correctionRevision !== null && aboutBureau && year && revision ? (
    <p>
      <a href={diffPath(aboutBureau, year, revision, correctionRevision)}>
        {feedbackWords.correctedBy(correctionRevision)}，{feedbackWords.seeDiff}
      </a>
    </p>
  ) : (
    <></>
  );
