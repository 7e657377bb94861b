import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { splitPlaces } from "../../drafts/split-places.ts";
import { AppError } from "../../errors.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { STANDARD_OUTLINE, standardSection } from "../../ingest/signs/standard-outline.ts";
import type { EditedSection, EditedPiece } from "../../reports/desk/edit.ts";
import { DEEPEST } from "../../reports/desk/editorial-levels.ts";
import { editedText } from "../../reports/desk/editorial-steps.ts";
import { draftPath } from "../../console-paths.ts";
import { type EditView, NumeralForm, StepForm, TableForms } from "./edit-forms.tsx";
import { consolePage, ConsoleErrorSummary } from "../console-page.tsx";
import { consoleWords } from "../words.ts";
import { linkId } from "./draft-reading.ts";
import { errorAt } from "./draft-returned.ts";
import { described, ConsoleField } from "../field.tsx";
import { draftWords, editWords } from "./publish-words.ts";

/** Everything that can be corrected at one heading or paragraph. Throws `not_found` if it is not in the draft. */
export function editPage(c: Context<AppEnv>, view: EditView, status: ContentfulStatusCode = 200) {
  const { preview, at, returned } = view;
  const { id } = preview.draft;
  const index = preview.edited.findIndex((section) => section.id === at);
  const title = `${editWords.title} - ${draftWords.number(id)}`;
  const body = (
    <div class="stack people">
      {returned && <ConsoleErrorSummary errors={[{ id: returned.field, message: returned.message }]} />}
      <div class="head">
        <nav class="crumb" aria-label={consoleWords.crumb}>
          <a href={`${draftPath(id)}#${linkId(at)}`}>{draftWords.back}</a>
        </nav>
        <h1 id="edit">{editWords.title}</h1>
      </div>
      {index >= 0 ? <HeadingForms view={view} index={index} /> : <PieceForms view={view} />}
    </div>
  );
  return consolePage(c, { title, section: "publish" }, body, status);
}

function HeadingForms({ view, index }: { view: EditView; index: number }) {
  const section = view.preview.edited[index] as EditedSection;
  const highest = Math.min((view.preview.edited[index - 1]?.depth ?? 0) + 1, DEEPEST);
  const error = errorAt(view.returned, "edit", "standard");
  return (
    <>
      <p>
        {editWords.heading}　<b>{section.heading}</b>　<span class="hint">{draftWords.level(section.depth)}</span>
      </p>
      {!section.implicit && highest > 1 && (
        <StepForm view={view} op="level" heading={editWords.level} button={editWords.saveLevel}>
          <LevelField view={view} id="level" highest={highest} chosen={section.depth} />
        </StepForm>
      )}
      {!section.implicit && <NumeralForm view={view} op="numeral" numeral={section.numeral} />}
      <StepForm view={view} op="standard" heading={editWords.standard} button={editWords.saveStandard}>
        <ConsoleField id="standard" label={editWords.standard} hint={editWords.standardHint} error={error}>
          <select id="standard" name="standard" {...described("standard", error)}>
            <option value="">{editWords.none}</option>
            {STANDARD_OUTLINE.map(({ slug, name }) => (
              <option value={slug} selected={slug === (view.returned?.typed.standard ?? section.standard)}>
                {`${"　".repeat(depthOf(slug))}${name}`}
              </option>
            ))}
          </select>
        </ConsoleField>
      </StepForm>
      {!section.implicit && (
        <StepForm view={view} op="paragraph" heading={editWords.toParagraph} button={editWords.saveParagraph}>
          <p class="hint">{editWords.toParagraphLead}</p>
        </StepForm>
      )}
    </>
  );
}

function depthOf(slug: string): number {
  const parent = standardSection(slug)?.parent ?? null;
  return parent === null ? 0 : 1 + depthOf(parent);
}

interface LevelFieldProps {
  view: EditView;
  id: string;
  highest: number;
  chosen: number;
}

function LevelField({ view, id, highest, chosen }: LevelFieldProps) {
  const error = errorAt(view.returned, "edit", id);
  return (
    <ConsoleField id={id} label={editWords.level} hint={id === "level" ? editWords.levelHint : undefined} error={error}>
      <select id={id} name="depth" {...described(id, error)}>
        {Array.from({ length: highest }, (_, level) => level + 1).map((depth) => (
          <option value={String(depth)} selected={depth === Number(view.returned?.typed.depth ?? chosen)}>
            {draftWords.level(depth)}
          </option>
        ))}
      </select>
    </ConsoleField>
  );
}

function PieceForms({ view }: { view: EditView }) {
  const { preview, at } = view;
  const section = preview.edited.find(({ pieces }) => pieces.some(({ id }) => id === at));
  const position = section?.pieces.findIndex(({ id }) => id === at) ?? -1;
  const piece = section?.pieces[position];
  if (!section || !piece) throw new AppError("not_found", editWords.gone);
  const before = section.pieces[position - 1];
  if (piece.block.kind === "table")
    return (
      <TableForms view={view} heading={section.heading} table={piece.block} joins={before?.block.kind === "table"} />
    );
  const text = editedText(piece.block) ?? "";
  return (
    <>
      <figure class="quote">
        <figcaption class="hint">{section.heading}</figcaption>
        <blockquote>{text}</blockquote>
      </figure>
      <SplitForm view={view} text={piece.block.text} />
      {before && before.block.kind !== "table" && <JoinForm view={view} before={before} />}
      <NumeralForm view={view} op="marker" numeral={piece.block.kind === "item" ? piece.block.marker : ""} />
      <StepForm view={view} op="heading" heading={editWords.toHeading} button={editWords.saveHeading}>
        <p class="hint">{editWords.toHeadingLead}</p>
        <LevelField
          view={view}
          id="heading"
          highest={Math.min(section.depth + 1, DEEPEST)}
          chosen={Math.min(section.depth + 1, DEEPEST)}
        />
      </StepForm>
    </>
  );
}

function SplitForm({ view, text }: { view: EditView; text: string }) {
  const places = splitPlaces(text);
  const error = errorAt(view.returned, "edit", "words");
  const typed = view.returned?.typed;
  return (
    <StepForm view={view} op="split" heading={editWords.split} button={editWords.saveSplit}>
      {places.length > 0 && (
        <fieldset>
          <legend>{editWords.splitLead}</legend>
          {places.map(({ offset, before, after }) => (
            <label class="tick">
              <input type="radio" name="offset" value={String(offset)} checked={typed?.offset === String(offset)} />
              <span>
                <span class="hint">…{before}</span>
                <b>{after}…</b>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <ConsoleField id="words" label={places.length > 0 ? editWords.orWords : editWords.words} error={error}>
        <input id="words" name="words" type="text" value={typed?.words ?? ""} {...described("words", error)} />
      </ConsoleField>
    </StepForm>
  );
}

const JoinForm = ({ view, before }: { view: EditView; before: EditedPiece }) => (
  <StepForm view={view} op="join" heading={editWords.join} button={editWords.saveJoin}>
    <figure class="quote">
      <figcaption class="hint">{editWords.above}</figcaption>
      <blockquote>{editedText(before.block)}</blockquote>
    </figure>
  </StepForm>
);
