import { LIMITS } from "../limits.ts";
import { REFUSALS } from "../refusals.ts";
import { makeLine, type Line } from "../line.ts";
import { headerRows } from "../text/plain-table.ts";

interface Cell {
  lines: Line[];
  isHead: boolean;
  columns: number;
  rows: number;
}

const MOST_SPAN = 100;
/** A cell with more lines than this, or with a heading, lays out the page. */
const MOST_LINES = 6;

export class HtmlTable {
  readonly #rows: Cell[][] = [];
  /** The text in the table outside of its cells: a caption. */
  readonly #around: Line[] = [];
  #cell: Cell | null = null;
  #holdsTable = false;
  #count = 0;

  row(): void {
    this.#rows.push([]);
    this.#cell = null;
  }

  cell(name: string, attributes: Record<string, string>): void {
    if (this.#rows.length === 0) this.row();
    const span = (given: string | undefined) =>
      Math.min(Math.max(1, Number.parseInt(given ?? "1", 10) || 1), MOST_SPAN);
    this.#cell = {
      lines: [],
      isHead: name === "th",
      columns: span(attributes["colspan"]),
      rows: span(attributes["rowspan"]),
    };
    if (++this.#count > LIMITS.tableCells) throw REFUSALS.tableTooLarge();
    this.#rows.at(-1)?.push(this.#cell);
  }

  hasTable(): void {
    this.#holdsTable = true;
  }

  cellLines(): Line[] {
    return this.#cell?.lines ?? this.#around;
  }

  /** All lines of all its cells. */
  lines(): Line[] {
    return this.#rows.flatMap((row) => row.flatMap((cell) => cell.lines));
  }

  /** One line that carries the table, or all the lines of one that only lays out the page. */
  end(gap: number): { lines: Line[]; merged: number } {
    const cells = this.#rows.flat();
    const laysOut =
      this.#holdsTable ||
      (this.#rows.length === 1 && this.#rows.every((row) => row.every((cell) => !cell.isHead))) ||
      Math.max(0, ...this.#rows.map((row) => row.length)) < 2 ||
      cells.some(({ lines }) => lines.length > MOST_LINES || lines.some((line) => line.mark > 0));
    if (laysOut) return { lines: [...this.#around, ...cells.flatMap((cell) => cell.lines)], merged: 0 };
    const rows = this.#grid();
    const kept = rows.filter((row) => row.some((text) => text !== ""));
    if (kept.length === 0) return { lines: this.#around, merged: 0 };
    const told = this.#rows.findIndex((row) => row.some((cell) => !cell.isHead));
    const header = told > 0 ? told : headerRows(kept);
    const line = makeLine("", 0, { gap, table: { header, rows: kept } });
    return { lines: [...this.#around, line], merged: cells.filter((cell) => cell.columns > 1 || cell.rows > 1).length };
  }

  #fill(row: string[], at: number, text: string): void {
    if (++this.#count > LIMITS.tableCells * 2) throw REFUSALS.tableTooLarge();
    row[at] = text;
  }

  #grid(): string[][] {
    const grid: (string | undefined)[][] = this.#rows.map(() => []);
    for (const [y, row] of this.#rows.entries()) {
      let x = 0;
      for (const cell of row) {
        while (grid[y]?.[x] !== undefined) x++;
        for (let dy = 0; dy < cell.rows && y + dy < grid.length; dy++)
          for (let dx = 0; dx < cell.columns; dx++)
            this.#fill(grid[y + dy] as string[], x + dx, dy + dx === 0 ? textOf(cell) : "");
      }
    }
    const width = Math.max(0, ...grid.map((row) => row.length));
    return grid.map((row) => Array.from({ length: width }, (_, i) => row[i] ?? ""));
  }
}

const textOf = (cell: Cell) =>
  cell.lines
    .map((line) => `${line.bullet}${line.text}`)
    .join(" ")
    .replace(/\s+/g, " ");
