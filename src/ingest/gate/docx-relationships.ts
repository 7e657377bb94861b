import { descendants, type XmlElement } from "../package/xml.ts";
import { REFUSALS } from "../refusals.ts";

export interface Relationship {
  id: string;
  /** The last word of its type: hyperlink, image, oleObject. */
  kind: string;
  type: string;
  target: string;
  isExternal: boolean;
}

/** The relationships in a part named `.rels`. */
export const relationshipsIn = (root: XmlElement): Relationship[] =>
  [...descendants(root)].flatMap(({ name, attributes }) =>
    name !== "Relationship"
      ? []
      : [
          {
            id: attributes["Id"] ?? "",
            type: attributes["Type"] ?? "",
            kind: (attributes["Type"] ?? "").split("/").at(-1)?.toLowerCase() ?? "",
            target: attributes["Target"] ?? "",
            isExternal: /^external$/i.test(attributes["TargetMode"] ?? ""),
          },
        ],
  );

/** Links that a person sees and opens by a click. */
const CLICKED = /^(?:https?:|mailto:|tel:|ftp:|file:|about:blank$|#|[^:]*$)/i;
/** A file on the author's own computer, which nobody else's opens. */
const OWN_DISK = /^(?:file:\/{0,3})?(?:[A-Za-z]:|(?:[^:/\\][^:]*$))/;
const OBJECTS = new Set([
  "oleobject",
  "control",
  "activexcontrolbinary",
  "vbaproject",
  "wordvbadata",
  "attachedtoolbars",
]);
const FETCHED = new Set(["subdocument", "frame", "externallink", "mailmergesource", "mailmergeheadersource"]);

export const isEmbedded = ({ kind }: Relationship) => kind === "package" || kind === "afchunk";

/** Refuses parts that run, and what opening the file would fetch from elsewhere. */
export function requireOwnParts(relationships: readonly Relationship[]): void {
  for (const each of relationships) {
    const { kind, target, isExternal } = each;
    if (OBJECTS.has(kind)) throw REFUSALS.objects();
    if (FETCHED.has(kind)) throw REFUSALS.fetched();
    if (!isExternal) continue;
    const isHarmless =
      kind === "hyperlink" ? CLICKED.test(target) : kind === "attachedtemplate" && OWN_DISK.test(target);
    if (!isHarmless) throw REFUSALS.fetched();
  }
}

/** Names of parts that run when the file is opened. */
export const isActivePart = (name: string) =>
  /\/activeX\/|\/embeddings\/[^/]*\.bin$|vbaProject|vbaData/i.test(`/${name}`);
