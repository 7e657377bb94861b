import { Command } from "commander";
import { inChinese } from "./command-words.ts";

const TITLES: Record<string, string> = { "Usage:": "用法：", "Arguments:": "参数：", "Options:": "选项：" };

interface Described {
  description: string;
  argChoices?: string[] | undefined;
  defaultValue?: unknown;
  defaultValueDescription?: string | undefined;
}

function describe({ description, argChoices, defaultValue, defaultValueDescription }: Described): string {
  const shown = defaultValueDescription ?? (defaultValue === undefined ? "" : `${defaultValue as string | number}`);
  const choices = argChoices ? `可选 ${argChoices.join("、")}` : "";
  const preset = shown ? `不写是 ${shown}` : "";
  const more = [choices, preset].filter(Boolean).join("；");
  return more ? `${description}（${more}）` : description;
}

/** A command of the project, as it is typed: `npm run import`. Its help and its complaints are in Chinese. */
export const newCommand = (name: string, description: string) =>
  new Command(`${name} --`)
    .description(description)
    .helpOption("-h, --help", "显示这份说明")
    .allowExcessArguments(false)
    .configureHelp({
      styleTitle: (title) => TITLES[title] ?? title,
      optionDescription: (option) => (option.isBoolean() ? option.description : describe(option)),
      argumentDescription: describe,
    })
    .configureOutput({ outputError: (text, write) => write(inChinese(text)) })
    .showHelpAfterError(`用法见 ${name} -- --help`);
