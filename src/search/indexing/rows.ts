export const rowsOf = <T>(result: D1Result | undefined): T[] => (result?.results ?? []) as T[];

/** Numbers of an engine's tasks, as a column keeps them. */
export const toTasks = (column: string | null): number[] => (column === null ? [] : (JSON.parse(column) as number[]));
