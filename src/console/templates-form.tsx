import { type AnswerTemplate, MOST_TEMPLATES } from "../feedback/handle/templates.ts";
import { templatesPath } from "../console-paths.ts";
import { described } from "./field.tsx";
import { consoleWords } from "./words.ts";

interface Props {
  templates: readonly AnswerTemplate[];
  returned: { field: string; message: string } | undefined;
}

/** All templates of answers, with room for one more. */
export const TemplatesForm = ({ templates, returned }: Props) => {
  const rows = templates.length < MOST_TEMPLATES ? [...templates, { name: "", text: "" }] : templates;
  return (
    <section id="templates">
      <h2>{consoleWords.templates}</h2>
      <p class="hint">{consoleWords.templatesLead}</p>
      <form class="form" method="post" action={templatesPath()}>
        {rows.map((template, index) => (
          <Row template={template} index={index} returned={returned} />
        ))}
        <p>
          <button class="btn" type="submit">
            {consoleWords.save}
          </button>
        </p>
      </form>
    </section>
  );
};

interface RowProps {
  template: AnswerTemplate;
  index: number;
  returned: Props["returned"];
}

function Row({ template: { name, text }, index, returned }: RowProps) {
  const [nameId, textId] = [`name-${index}`, `text-${index}`];
  const errorOf = (id: string) => (returned?.field === id ? returned.message : undefined);
  return (
    <fieldset>
      <legend>{name || consoleWords.newTemplate}</legend>
      <label for={nameId}>{consoleWords.templateName}</label>
      <Fault id={nameId} message={errorOf(nameId)} />
      <input type="text" id={nameId} name="name" value={name} {...described(nameId, errorOf(nameId))} />
      <label for={textId}>{consoleWords.templateText}</label>
      <Fault id={textId} message={errorOf(textId)} />
      <textarea id={textId} name="text" rows={3} {...described(textId, errorOf(textId))}>
        {text}
      </textarea>
    </fieldset>
  );
}

const Fault = ({ id, message }: { id: string; message: string | undefined }) =>
  message === undefined ? (
    <></>
  ) : (
    <p class="err" id={`${id}-error`}>
      {message}
    </p>
  );
