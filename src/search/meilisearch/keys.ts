interface Key {
  actions: readonly string[];
  indexes: readonly string[];
}

/** The Worker's searches: of the index alone. Decision 0092. */
export const searchKey = (index: string): Key => ({ actions: ["search"], indexes: [index] });

/** The indexer's: the index, its twin, their tasks. Only a key for all indexes may ask for the server's version. */
export const indexKey = (): Key => ({
  actions: ["documents.*", "indexes.*", "settings.*", "tasks.get", "stats.get", "version"],
  indexes: ["*"],
});
