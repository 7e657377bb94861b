/** The answer of a query that always has one: a count, or a table that holds a single row. */
export function theRow<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new Error("the query should have one row and has none");
  return row;
}
