import { choiceOf, type Display } from "../http/display.ts";
import { displayPath } from "../paths.ts";
import { uiWords } from "./words.ts";

interface Props {
  display: Display;
  /** The page to come back to. */
  here: string;
}

/** Switches 长辈版 on or off. A form, so that it is a real button without any script. */
export const ElderSwitch = ({ display, here }: Props) => {
  const isNormal = choiceOf(display).size === "normal";
  return (
    <form class="elder" action={displayPath()}>
      <input type="hidden" name="back" value={here} />
      <button name="size" value={isNormal ? "large" : "normal"} type="submit">
        {isNormal ? uiWords.elder : uiWords.standard}
      </button>
    </form>
  );
};

/** Three sizes and three themes; the present ones are pressed. */
export function DisplayForm({ display, here }: Props) {
  const { size, theme } = choiceOf(display);
  return (
    <form class="row display" action={displayPath()}>
      <input type="hidden" name="back" value={here} />
      <Choices name="size" label={uiWords.size} choices={uiWords.sizes} chosen={size} />
      <Choices name="theme" label={uiWords.theme} choices={uiWords.themes} chosen={theme} />
    </form>
  );
}

interface ChoicesProps {
  name: string;
  label: string;
  choices: Readonly<Record<string, string>>;
  chosen: string;
}

const Choices = ({ name, label, choices, chosen }: ChoicesProps) => (
  <span role="group" aria-label={label}>
    {Object.entries(choices).map(([value, text]) => (
      <button name={name} value={value} type="submit" aria-pressed={value === chosen ? "true" : "false"}>
        {text}
      </button>
    ))}
  </span>
);
