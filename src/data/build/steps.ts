import type { Ctx } from "../../ctx.ts";
import { type Cursor, type Piece, type StepName, STEPS } from "../piece.ts";
import { readBureauPiece, readFeedback, readIndicators, readLedger, readReportPiece } from "../rows/lists.ts";
import { readTexts } from "../rows/texts.ts";

type Read = (ctx: Pick<Ctx, "db">, after: Cursor["after"], dump: { ledgerSize: number }) => Promise<Piece>;

const READ: Record<StepName, Read> = {
  ledger: readLedger,
  bureaus: readBureauPiece,
  reports: readReportPiece,
  texts: readTexts,
  indicators: readIndicators,
  feedback: readFeedback,
};

export const readPiece = (
  ctx: Pick<Ctx, "db">,
  step: StepName,
  after: Cursor["after"],
  dump: { ledgerSize: number },
): Promise<Piece> => READ[step](ctx, after, dump);

export const stepAfter = (step: StepName): StepName | "finish" => STEPS[STEPS.indexOf(step) + 1] ?? "finish";
