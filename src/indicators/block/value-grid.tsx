import type { StoredPoint } from "../reading/points.ts";
import { shownValue } from "../present.ts";
import { indicatorWords } from "../words.ts";
import { pointHref } from "./point-link.ts";

/** One value in a small table; null if no report states it. */
export interface GridValue {
  /** Slug. */
  bureau: string;
  point: StoredPoint;
  /** Another report says another value of the same year. */
  differs: boolean;
}

export interface GridRow {
  label: string;
  href: string;
  /** 人, 万千瓦时. */
  unit: string;
  /** How many of the indicator's unit are one of `unit`. */
  worth: number;
  values: (GridValue | null)[];
}

interface Props {
  caption: string;
  /** Heads the first column. */
  first: string;
  columns: readonly (string | number)[];
  rows: readonly GridRow[];
}

/** A few indicators or bureaus beside each other, every value linked to the paragraph that states it. */
export const ValueGrid = ({ caption, first, columns, rows }: Props) => (
  <div class="scroll" tabindex={0} role="region" aria-label={caption}>
    <table class="data">
      <caption class="hide">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{first}</th>
          {columns.map((column) => (
            <th scope="col">{column}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, href, unit, worth, values }) => (
          <tr>
            <th scope="row">
              <a href={href}>{label}</a>
              {unit && <small class="hint">（{unit}）</small>}
            </th>
            {values.map((value) => (
              <td>{value ? <Value {...value} worth={worth} /> : <span class="hint">—</span>}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const Value = ({ bureau, point, differs, worth }: GridValue & { worth: number }) => (
  <>
    <a href={pointHref(bureau, point)}>{shownValue(point, worth)}</a>
    {differs && (
      <small>
        {" "}
        <b class="over">{indicatorWords.toCheck}</b>
      </small>
    )}
  </>
);
