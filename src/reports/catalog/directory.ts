import type { Ctx } from "../../ctx.ts";
import { type DirectoryValue, selectDirectory } from "./directory-store.ts";
import type { BureauName } from "../view.ts";

/** A report as lists need it before its own row is read. */
export interface ListedReport {
  bureau: BureauName;
  year: number;
  status: "published" | "withdrawn";
  currentRevision: number;
  /** Of the current revision. */
  revisionId: number;
  sections: number;
}

export interface ListedBureau {
  id: number;
  name: BureauName;
  /** Oldest first. */
  reports: ListedReport[];
}

/** Every bureau with all its reports, by slug. Rows read: one for fifty bureaus. */
export async function readDirectory(ctx: Ctx): Promise<ListedBureau[]> {
  const bureaus = (await selectDirectory(ctx.db)).map(([id, value]) => toBureau(Number(id), value));
  return bureaus.toSorted((a, b) => (a.name.slug < b.name.slug ? -1 : 1));
}

function toBureau(id: number, { reports, demo, ...names }: DirectoryValue): ListedBureau {
  const name: BureauName = { ...names, demo: demo === 1 };
  const listed = Object.entries(reports).map(([year, [revision, revisionId, sections]]): ListedReport => {
    const status = revision < 0 ? "withdrawn" : "published";
    return { bureau: name, year: Number(year), status, currentRevision: Math.abs(revision), revisionId, sections };
  });
  return { id, name, reports: listed.toSorted((a, b) => a.year - b.year) };
}
