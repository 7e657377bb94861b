/** Decision 0095. */
export type RebuildPhase = "idle" | "create" | "fill" | "check" | "swap" | "drop" | "failed";

/** The index being built takes every change meanwhile, so that nothing is missing from it when it is put to use. */
export const followsChanges = (phase: RebuildPhase) => phase === "fill" || phase === "check";

/** Which index bears which name is not known for the moment: nobody writes to either. */
export const isExchanging = (phase: RebuildPhase) => phase === "swap";

export const isUnderWay = (phase: RebuildPhase) => phase !== "idle" && phase !== "failed";
