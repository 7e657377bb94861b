import type { Block } from "../../../ingest/document.ts";
import type { MarkedSpan } from "../../../search/text/highlight.ts";
import { spansWithin } from "../../../search/mark/mark.ts";
import { Marked } from "./marked.tsx";
import { pageWords } from "../page-words.ts";

type Table = Extract<Block, { kind: "table" }> & { anchor: string };

/** A table as printed: header rows on top, numbers to the right, words to the left; wide ones scroll by themselves. */
export function PrintedTable({ table, spans = [] }: { table: Table; spans?: readonly MarkedSpan[] | undefined }) {
  const width = Math.max(...table.rows.map((row) => row.length));
  const rows = table.rows.map((row) => [...row, ...Array<string>(width - row.length).fill("")]);
  const marks = cellMarks(table, spans);
  const numeric = Array.from({ length: width }, (_, column) => isNumeric(rows.slice(table.header), column));
  return (
    <div class="scroll" role="region" aria-label={table.caption || pageWords.table} tabindex={0}>
      <table class="data words">
        {table.caption && <caption>{table.caption}</caption>}
        {table.header > 0 && (
          <thead>
            {rows.slice(0, table.header).map((row, index) => (
              <tr>
                {row.map((cell, column) => (
                  <th scope="col" class={numeric[column] ? "num" : undefined}>
                    <Marked text={cell} spans={marks[index]?.[column]} />
                  </th>
                ))}
              </tr>
            ))}
          </thead>
        )}
        <tbody>
          {rows.slice(table.header).map((row, index) => (
            <tr>
              {row.map((cell, column) => (
                <Cell
                  cell={cell}
                  spans={marks[table.header + index]?.[column]}
                  isHead={column === 0}
                  numeric={Boolean(numeric[column])}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CellProps {
  cell: string;
  spans: readonly MarkedSpan[] | undefined;
  isHead: boolean;
  numeric: boolean;
}

function Cell({ cell, spans, isHead, numeric }: CellProps) {
  if (isHead && cell !== "") {
    return (
      <th scope="row">
        <Marked text={cell} spans={spans} />
      </th>
    );
  }
  return (
    <td class={numeric ? "num" : undefined}>
      <Marked text={cell} spans={spans} />
    </td>
  );
}

/** Spans of the table as one text (caption, then rows, as search reads it), cell by cell. */
function cellMarks({ caption, rows }: Table, spans: readonly MarkedSpan[]): MarkedSpan[][][] {
  if (spans.length === 0) return [];
  const whole = [caption, ...rows.map((row) => row.join(" "))].join("\n");
  let at = caption.length + 1 - (whole.length - whole.trimStart().length);
  return rows.map((row) =>
    row.map((cell) => {
      const inside = spansWithin(spans, at, cell.length);
      at += cell.length + 1;
      return inside;
    }),
  );
}

const NUMBER = /^[-−+±]?[\d,.，．]+\s*[%％‰]?$|^\*{2,}|^[-—－/]*$/;

function isNumeric(rows: readonly string[][], column: number) {
  const cells = rows.map((row) => (row[column] ?? "").trim());
  return column > 0 && cells.every((cell) => NUMBER.test(cell)) && cells.some((cell) => /\d|\*/.test(cell));
}
