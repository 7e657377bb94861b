import { Parser } from "htmlparser2";
import { REFUSALS } from "../refusals.ts";

const local = (name: string) => name.slice(name.indexOf(":") + 1);

/** The instructions of a part's fields, one a line; an instruction may be written in many pieces. */
function fieldsIn(xml: string): string {
  if (!/instrText|fldSimple/.test(xml)) return "";
  let text = "";
  let within = false;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const own = local(name);
        within = own === "instrText";
        if (own === "fldChar" && Object.values(attributes).includes("begin")) text += "\n";
        if (own !== "fldSimple") return;
        const instruction = Object.entries(attributes).find(([key]) => local(key) === "instr")?.[1] ?? "";
        text += `\n${instruction}\n`;
      },
      ontext(data) {
        if (within) text += data;
      },
      onclosetag(name) {
        if (local(name) === "instrText") within = false;
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return text;
}

/** A word that is spelt with the numbers of its letters: QUOTE 68 68 69. */
const spelt = (fields: string) =>
  fields.replace(/QUOTE((?:\s+\d{1,3}\b)+)/gi, (_, numbers: string) =>
    String.fromCharCode(...numbers.trim().split(/\s+/).slice(0, 200).map(Number)),
  );

/** Fields whose content stands in another file or at an address, from where it is fetched when the file is opened or printed. */
const FETCHES = /^\s*(?:INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|DATABASE|RD)\b/im;

/** Refuses fields that start another program, or fetch something. */
export function requireQuietFields(xml: string): void {
  const fields = spelt(fieldsIn(xml));
  if (/(?:^|[\s"])DDE(?:AUTO)?\b/i.test(fields) || /ddeauto/i.test(fields.replace(/[\s"]+/g, ""))) throw REFUSALS.dde();
  if (FETCHES.test(fields)) throw REFUSALS.fetched();
}
