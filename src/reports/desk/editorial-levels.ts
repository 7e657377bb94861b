interface Levelled {
  depth: number;
  standard: string | null;
}

export const DEEPEST = 6;

/** The index after the last section below `index`. */
export function subtreeEnd(sections: readonly Levelled[], index: number): number {
  const { depth } = sections[index] as Levelled;
  const end = sections.findIndex((section, at) => at > index && section.depth <= depth);
  return end < 0 ? sections.length : end;
}

/** Standard sections above `index`, outermost first; null for those that are none. */
export function pathTo(sections: readonly Levelled[], index: number): (string | null)[] {
  const path: (string | null)[] = [];
  for (const section of sections.slice(0, index)) {
    path.length = section.depth - 1;
    path.push(section.standard);
  }
  return path.slice(0, (sections[index]?.depth ?? 1) - 1);
}

/** No heading may stand two levels below the one before it: a run of headings that would is raised together. */
export function settleDepths(sections: Levelled[]): void {
  for (const [index, section] of sections.entries()) {
    const highest = (sections[index - 1]?.depth ?? 0) + 1;
    const lift = section.depth - highest;
    if (lift <= 0) continue;
    const lowest = section.depth;
    for (const each of sections.slice(index)) {
      if (each.depth < lowest) break;
      each.depth -= lift;
    }
  }
}
