import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { AppEnv } from "../../http/app-env.ts";
import { BUREAU_TRAITS } from "../../reports/traits.ts";
import type { BureauName } from "../../reports/view.ts";
import { renamePath, reportsPath } from "../../console-paths.ts";
import type { TypedFields } from "../cases/case-actions.ts";
import { consolePage, ConsoleErrorSummary } from "../console-page.tsx";
import { consoleWords } from "../words.ts";
import { described, ConsoleField } from "../field.tsx";
import { reportsWords } from "./reports-words.ts";

export const RENAME_FIELDS = ["name", "shortName", "slug", "alias", ...BUREAU_TRAITS] as const;

export interface RenameView {
  bureau: BureauName;
  typed: TypedFields;
  error?: { field: string; message: string };
}

export const renamePage = (
  c: Context<AppEnv>,
  { bureau, typed, error }: RenameView,
  status: ContentfulStatusCode = 200,
) =>
  consolePage(
    c,
    { title: reportsWords.renameTitle, section: "reports" },
    <div class="stack people">
      {error && <ConsoleErrorSummary errors={[{ id: error.field, message: error.message }]} />}
      <div class="head">
        <nav class="crumb" aria-label={consoleWords.crumb}>
          <a href={reportsPath(bureau.slug)}>{bureau.name}</a>
        </nav>
        <h1>{reportsWords.renameTitle}</h1>
        <p class="hint">{reportsWords.renameLead}</p>
      </div>
      <form class="form" method="post" action={renamePath(bureau.slug)}>
        {RENAME_FIELDS.map((name) => {
          const wrong = error?.field === name ? error.message : undefined;
          return (
            <ConsoleField id={name} label={reportsWords.fields[name]} hint={reportsWords.hints[name]} error={wrong}>
              <input id={name} name={name} type="text" value={typed[name] ?? ""} {...described(name, wrong)} />
            </ConsoleField>
          );
        })}
        <p>
          <button class="btn" type="submit">
            {reportsWords.save}
          </button>
        </p>
      </form>
    </div>,
    status,
  );
