/** Which of the bureaus are invented: every page that lists them says so. */
export function demoOf({ bureaus, demoBureaus }: { bureaus: number; demoBureaus: number }): Demo {
  if (demoBureaus === 0) return null;
  return demoBureaus === bureaus ? "all" : "some";
}

export type Demo = "all" | "some" | null;
