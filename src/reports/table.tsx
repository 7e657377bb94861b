import type { Block } from "../ingest/document.ts";
import { Printed } from "../ui/withheld.tsx";
import { pageWords } from "./page-words.ts";

type Table = Extract<Block, { kind: "table" }> & { anchor: string };

/** A table as printed: header rows on top, numbers to the right, words to the left; wide ones scroll by themselves. */
export function PrintedTable({ table }: { table: Table }) {
  const width = Math.max(...table.rows.map((row) => row.length));
  const rows = table.rows.map((row) => [...row, ...Array<string>(width - row.length).fill("")]);
  const numeric = Array.from({ length: width }, (_, column) => isNumeric(rows.slice(table.header), column));
  return (
    <div class="scroll" role="region" aria-label={table.caption || pageWords.table} tabindex={0}>
      <table class="data words">
        {table.caption && <caption>{table.caption}</caption>}
        {table.header > 0 && (
          <thead>
            {rows.slice(0, table.header).map((row) => (
              <tr>
                {row.map((cell, column) => (
                  <th scope="col" class={numeric[column] ? "num" : undefined}>
                    <Printed text={cell} />
                  </th>
                ))}
              </tr>
            ))}
          </thead>
        )}
        <tbody>
          {rows.slice(table.header).map((row) => (
            <tr>
              {row.map((cell, column) => Cell({ cell, isHead: column === 0, numeric: Boolean(numeric[column]) }))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ cell, isHead, numeric }: { cell: string; isHead: boolean; numeric: boolean }) {
  if (isHead && cell !== "") {
    return (
      <th scope="row">
        <Printed text={cell} />
      </th>
    );
  }
  return (
    <td class={numeric ? "num" : undefined}>
      <Printed text={cell} />
    </td>
  );
}

const NUMBER = /^[-−+±]?[\d,.，．]+\s*[%％‰]?$|^\*{2,}|^[-—－/]*$/;

function isNumeric(rows: readonly string[][], column: number) {
  const cells = rows.map((row) => (row[column] ?? "").trim());
  return column > 0 && cells.every((cell) => NUMBER.test(cell)) && cells.some((cell) => /\d|\*/.test(cell));
}
