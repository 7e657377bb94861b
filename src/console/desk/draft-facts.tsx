import type { Preview } from "../../drafts/preview.ts";
import { draftPath } from "../../console-paths.ts";
import { errorAt, type ReturnedDraftForm } from "./draft-returned.ts";
import { described, ConsoleField } from "../field.tsx";
import { draftWords } from "./publish-words.ts";

/** Facts of the draft. */
export const DraftFacts = ({ preview: { draft, parsed, plan, sections, year } }: { preview: Preview }) => (
  <dl class="fit meta">
    <div class="full">
      <dt>{draftWords.meta.bureau}</dt>
      <dd>
        {plan?.bureauName ?? parsed.bureau ?? draftWords.unknown}　{plan?.bureau}
      </dd>
    </div>
    <div>
      <dt>{draftWords.meta.year}</dt>
      <dd>{year ?? draftWords.unknown}</dd>
    </div>
    <div>
      <dt>{draftWords.meta.sections}</dt>
      <dd>{sections.length}</dd>
    </div>
    <div>
      <dt>{draftWords.meta.paragraphs}</dt>
      <dd>{sections.reduce((sum, section) => sum + section.blocks.length, 0)}</dd>
    </div>
    <div>
      <dt>{draftWords.meta.owner}</dt>
      <dd>{draft.owner}</dd>
    </div>
    <div class="full">
      <dt>{draftWords.meta.file}</dt>
      <dd>
        <a href={`${draftPath(draft.id)}/original`} download={draft.fileName}>
          {draft.fileName}
        </a>
      </dd>
    </div>
    <div class="full">
      <dt>{draftWords.meta.hash}</dt>
      <dd class="mono">{draft.fileSha256}</dd>
    </div>
  </dl>
);

const FIELDS = ["title", "bureauName", "bureau", "year"] as const;

/** Fields for what the file does not say; nothing if it says everything and the bureau is known. */
export function FactsForm({ preview, returned }: { preview: Preview; returned: ReturnedDraftForm | undefined }) {
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
  const hints = { bureauName: draftWords.fields.bureauNameHint, bureau: draftWords.fields.bureauHint };
  const typed = returned?.form === "facts" ? returned.typed : kept;
  return (
    <details class="people" open={plan === null || asks.title || returned?.form === "facts"}>
      <summary>{draftWords.facts}</summary>
      <p class="hint">{draftWords.factsLead}</p>
      <form class="form" method="post" action={`${draftPath(draft.id)}/facts`}>
        <input type="hidden" name="version" value={String(draft.version)} />
        {FIELDS.map((name) =>
          shown.includes(name) ? (
            <ConsoleField
              id={name}
              label={draftWords.fields[name]}
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
            </ConsoleField>
          ) : (
            <input type="hidden" name={name} value={kept[name]} />
          ),
        )}
        <p>
          <button class="btn plain" type="submit">
            {draftWords.saveFacts}
          </button>
        </p>
      </form>
    </details>
  );
}
