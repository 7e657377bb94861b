import type { Preview } from "../../drafts/preview.ts";
import { draftPath } from "../addresses.ts";
import { errorAt, type Returned } from "./draft-returned.ts";
import { described, Field } from "../field.tsx";
import { draftWords as words } from "./publish-words.ts";

/** What is known of the draft. */
export const DraftFacts = ({ preview: { draft, parsed, plan, sections, year } }: { preview: Preview }) => (
  <dl class="fit meta">
    <div class="full">
      <dt>{words.meta.bureau}</dt>
      <dd>
        {plan?.bureauName ?? parsed.bureau ?? words.unknown}　{plan?.bureau}
      </dd>
    </div>
    <div>
      <dt>{words.meta.year}</dt>
      <dd>{year ?? words.unknown}</dd>
    </div>
    <div>
      <dt>{words.meta.sections}</dt>
      <dd>{sections.length}</dd>
    </div>
    <div>
      <dt>{words.meta.paragraphs}</dt>
      <dd>{sections.reduce((sum, section) => sum + section.blocks.length, 0)}</dd>
    </div>
    <div>
      <dt>{words.meta.owner}</dt>
      <dd>{draft.owner}</dd>
    </div>
    <div class="full">
      <dt>{words.meta.file}</dt>
      <dd>
        <a href={`${draftPath(draft.id)}/original`} download={draft.fileName}>
          {draft.fileName}
        </a>
      </dd>
    </div>
    <div class="full">
      <dt>{words.meta.hash}</dt>
      <dd class="mono">{draft.fileSha256}</dd>
    </div>
  </dl>
);

const FIELDS = ["title", "bureauName", "bureau", "year"] as const;

/** Fields for what the file does not say; nothing where it says everything and the bureau is known. */
export function FactsForm({ preview, returned }: { preview: Preview; returned: Returned | undefined }) {
  const { draft, asks, plan } = preview;
  const asked = {
    title: asks.title,
    bureauName: asks.bureau && draft.bureau === "",
    bureau: plan === null || plan.newBureau !== null || draft.bureau !== "",
    year: asks.year,
  };
  const shown = FIELDS.filter((name) => asked[name]);
  if (shown.length === 0) return <></>;
  const kept = {
    title: draft.title,
    bureauName: draft.bureauName,
    bureau: draft.bureau,
    year: String(draft.year ?? ""),
  };
  const hints = { bureauName: words.fields.bureauNameHint, bureau: words.fields.bureauHint };
  const typed = returned?.form === "facts" ? returned.typed : kept;
  return (
    <details class="people" open={plan === null || asks.title || returned?.form === "facts"}>
      <summary>{words.facts}</summary>
      <p class="hint">{words.factsLead}</p>
      <form class="form" method="post" action={`${draftPath(draft.id)}/facts`}>
        <input type="hidden" name="version" value={String(draft.version)} />
        {FIELDS.map((name) =>
          shown.includes(name) ? (
            <Field
              id={name}
              label={words.fields[name]}
              hint={name === "title" || name === "year" ? undefined : hints[name]}
              error={errorAt(returned, "facts", name)}
            >
              <input
                id={name}
                name={name}
                type="text"
                inputmode={name === "year" ? "numeric" : undefined}
                value={typed[name] ?? ""}
                {...described(name, errorAt(returned, "facts", name))}
              />
            </Field>
          ) : (
            <input type="hidden" name={name} value={kept[name]} />
          ),
        )}
        <p>
          <button class="btn plain" type="submit">
            {words.saveFacts}
          </button>
        </p>
      </form>
    </details>
  );
}
