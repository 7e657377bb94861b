import { z } from "zod";
import { decodeUtf8 } from "./log/note.ts";
import { LARGEST_ENTRY } from "./log/tiles.ts";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const slug = z.string().regex(/^[a-z0-9][a-z0-9-]*$/);
const time = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/);
const count = z.number().int().nonnegative();
const about = { format: z.literal(1), at: time, bureau: slug, year: count, revision: count.positive() };

const published = z.strictObject({
  ...about,
  kind: z.enum(["publication", "correction"]),
  title: z.string(),
  note: z.string(),
  original: z.strictObject({ sha256, name: z.string(), type: z.string(), size: count }),
  /** SHA-256 of the canonical text of the revision. */
  text: sha256,
  /** The numbers of the feedback that a correction answers. */
  feedback: z
    .array(z.string().regex(/^[1-9]\d*$/))
    .min(1)
    .max(100)
    .optional(),
});

const standing = z.strictObject({ ...about, kind: z.enum(["withdrawal", "restoration"]), note: z.string() });

const reply = z.strictObject({
  format: z.literal(1),
  kind: z.literal("reply"),
  at: time,
  /** The public id of the feedback that is answered. */
  feedback: z.string().min(1),
  /** The subject of the feedback, as far as it named one; `revision` is the correction that closes it, if there is one. */
  bureau: slug.optional(),
  year: count.optional(),
  revision: count.positive().optional(),
  /** SHA-256 of the reply as shown, in UTF-8. The words themselves stay out: a log cannot forget. */
  text: sha256,
});

const leafSchema = z.discriminatedUnion("kind", [published, standing, reply]);

/** The statement of one entry of the ledger. Times are UTC, hashes lower-case hex. */
export type Leaf = z.infer<typeof leafSchema>;
export type PublishedLeaf = z.infer<typeof published>;

export type LeafDraft = { [L in Leaf as L["kind"]]: Omit<L, "format"> }[Leaf["kind"]];

/** The bytes that are hashed: JSON in the canonical form of RFC 8785. Throws for a leaf that no log may hold. Decision 0072. */
export function leafData(draft: LeafDraft): Uint8Array {
  const data = new TextEncoder().encode(canonicalJson(leafSchema.parse({ ...draft, format: 1 })));
  if (data.length > LARGEST_ENTRY) throw new RangeError(`a leaf has ${data.length} bytes, more than ${LARGEST_ENTRY}`);
  return data;
}

/** The leaf in these bytes, or null if they are not a canonical leaf. */
export function parseLeaf(data: Uint8Array): Leaf | null {
  const text = decodeUtf8(data);
  const parsed = leafSchema.safeParse(text === null ? null : parseJson(text));
  return parsed.success && canonicalJson(parsed.data) === text ? parsed.data : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

type Json = string | number | undefined | readonly Json[] | { [key: string]: Json };

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** RFC 8785 for what leaves hold: strings, whole numbers, lists and objects with ASCII keys. */
function canonicalJson(value: Json): string {
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object") {
    const keys = Object.keys(value).filter((key) => value[key] !== undefined);
    return `{${keys
      .toSorted()
      .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`)
      .join(",")}}`;
  }
  if (typeof value === "string" && !value.isWellFormed()) throw new RangeError("a leaf holds half a surrogate pair");
  return JSON.stringify(value);
}
