import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { AppEnv } from "../../http/app-env.ts";
import type { BureauName } from "../../reports/view.ts";
import { renamePath, reportsPath } from "../addresses.ts";
import type { Typed } from "../cases/case-actions.ts";
import { consolePage, ErrorSummary } from "../console-page.tsx";
import { described, Field } from "../field.tsx";
import { reportsWords as words } from "./reports-words.ts";

export const RENAME_FIELDS = ["name", "shortName", "slug", "alias"] as const;

export interface RenameView {
  bureau: BureauName;
  typed: Typed;
  error?: { field: string; message: string };
}

export const renamePage = (
  c: Context<AppEnv>,
  { bureau, typed, error }: RenameView,
  status: ContentfulStatusCode = 200,
) =>
  consolePage(
    c,
    { title: words.renameTitle, section: "reports" },
    <div class="stack people">
      {error && <ErrorSummary errors={[{ id: error.field, message: error.message }]} />}
      <div class="head">
        <nav class="crumb">
          <a href={reportsPath(bureau.slug)}>{bureau.name}</a>
        </nav>
        <h1>{words.renameTitle}</h1>
        <p class="hint">{words.renameLead}</p>
      </div>
      <form class="form" method="post" action={renamePath(bureau.slug)}>
        {RENAME_FIELDS.map((name) => {
          const wrong = error?.field === name ? error.message : undefined;
          return (
            <Field id={name} label={words.fields[name]} hint={words.hints[name]} error={wrong}>
              <input id={name} name={name} type="text" value={typed[name] ?? ""} {...described(name, wrong)} />
            </Field>
          );
        })}
        <p>
          <button class="btn" type="submit">
            {words.save}
          </button>
        </p>
      </form>
    </div>,
    status,
  );
