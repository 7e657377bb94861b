import type { Child } from "hono/jsx";
import type { Preview } from "../../drafts/preview.ts";
import type { Block } from "../../ingest/document.ts";
import { PrintedTable } from "../../reports/pages/text/table.tsx";
import { draftEditPath } from "../../console-paths.ts";
import { described, ConsoleField } from "../field.tsx";
import { errorAt, type ReturnedDraftForm } from "./draft-returned.ts";
import { editWords } from "./publish-words.ts";

export interface EditView {
  preview: Preview;
  at: string;
  returned?: ReturnedDraftForm | undefined;
}

interface StepFormProps {
  view: EditView;
  op: string;
  heading: string;
  button: string;
  children?: Child;
}

/** One step, as a form of its own. */
export const StepForm = ({ view: { preview, at }, op, heading, button, children }: StepFormProps) => (
  <section class="rule">
    <h2>{heading}</h2>
    <form class="form" method="post" action={draftEditPath(preview.draft.id, at)}>
      <input type="hidden" name="version" value={String(preview.draft.version)} />
      <input type="hidden" name="op" value={op} />
      {children}
      <p>
        <button class="btn plain" type="submit">
          {button}
        </button>
      </p>
    </form>
  </section>
);

interface NumeralProps {
  view: EditView;
  op: "numeral" | "marker";
  numeral: string;
}

/** Which characters are the numeral. */
export function NumeralForm({ view, op, numeral }: NumeralProps) {
  const error = errorAt(view.returned, "edit", "numeral");
  return (
    <StepForm view={view} op={op} heading={editWords.numeral} button={editWords.saveNumeral}>
      <ConsoleField id="numeral" label={editWords.numeral} hint={editWords.numeralHint} error={error}>
        <input
          id="numeral"
          name="numeral"
          type="text"
          autocomplete="off"
          value={view.returned?.typed.numeral ?? numeral}
          {...described("numeral", error)}
        />
      </ConsoleField>
    </StepForm>
  );
}

interface TableProps {
  view: EditView;
  heading: string;
  table: Extract<Block, { kind: "table" }>;
  /** The piece before it is a table too. */
  joins: boolean;
}

/** A table, with what can be done to it. */
export function TableForms({ view, heading, table, joins }: TableProps) {
  const error = errorAt(view.returned, "edit", "rows");
  const most = Math.min(table.rows.length - 1, 5);
  return (
    <>
      <p class="hint">{heading}</p>
      <PrintedTable table={{ ...table, anchor: view.at }} />
      {most > 0 && (
        <StepForm view={view} op="header" heading={editWords.header} button={editWords.saveHeader}>
          <ConsoleField id="rows" label={editWords.header} error={error}>
            <select id="rows" name="rows" {...described("rows", error)}>
              {Array.from({ length: most + 1 }, (_, rows) => (
                <option value={String(rows)} selected={rows === table.header}>
                  {editWords.headerRows(rows)}
                </option>
              ))}
            </select>
          </ConsoleField>
        </StepForm>
      )}
      {joins && (
        <StepForm view={view} op="join" heading={editWords.joinTable} button={editWords.joinTable}>
          <p class="hint">{editWords.joinTableLead}</p>
        </StepForm>
      )}
      <StepForm view={view} op="untable" heading={editWords.untable} button={editWords.saveUntable}>
        <p class="hint">{editWords.untableLead}</p>
      </StepForm>
    </>
  );
}
