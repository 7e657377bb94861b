/** By file under `src/`: its text. */
export type SourceTexts = ReadonlyMap<string, string>;

const DECLARATION =
  /^export (?:default )?(?:declare |abstract |async )*(?:const|let|function\*?|class|interface|type|enum) (\w+)/gm;

/** A type and a value of one file may share a name. `export { name }` hands on what another file declares. */
const declaredIn = (text: string): Set<string> =>
  new Set(Array.from(text.matchAll(DECLARATION), ([, name = ""]) => name));

/** Names that more than one file declares and exports: a reader could not tell which is meant. */
export function ambiguousExports(texts: SourceTexts): string[] {
  const files = new Map<string, string[]>();
  for (const [file, text] of texts)
    for (const name of declaredIn(text)) files.set(name, [...(files.get(name) ?? []), file]);
  return [...files]
    .filter(([, declaring]) => declaring.length > 1)
    .map(([name, declaring]) => `${name} is exported by ${declaring.join(" and ")}: let each name mean one thing`);
}
