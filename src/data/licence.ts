/** The terms as a setting gives them: a name, and the address of their text. */
export interface Licence {
  name: string;
  url: string | null;
}

/** Reads `CC-BY-4.0 https://…`; null if nothing is set. */
export function parseLicence(setting: string | undefined): Licence | null {
  const text = setting?.trim() ?? "";
  if (text === "") return null;
  const url = /https:\/\/\S+$/.exec(text)?.[0] ?? null;
  const name = (url === null ? text : text.slice(0, -url.length)).trim();
  return { name: name || (url ?? ""), url };
}
