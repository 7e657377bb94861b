import type { Ctx } from "../../ctx.ts";
import { type TableFormat, MEDIA_TYPES } from "../formats.ts";
import { parseLicence } from "../licence.ts";
import type { Dump } from "../store.ts";
import { type Field, type PublishedTable, tableOf } from "../tables.ts";
import { dataWords } from "../words.ts";
import { composeCatalog } from "./catalog.ts";
import type { ListedFile, PackageFacts } from "./facts.ts";

/** Some 1,100 pieces of nine tables in three formats: an archive of a hundred thousand revisions. */
export const MOST_PACKAGE_FILES = 30_000;

/** The files that describe all others: Data Package, DCAT and checksums. */
export function composePackage(ctx: Ctx, dump: Dump, files: readonly ListedFile[]) {
  const facts: PackageFacts = {
    dump,
    files,
    licence: parseLicence(ctx.dataLicence),
    publisher: ctx.publisher ?? null,
    origin: ctx.siteOrigin ?? null,
  };
  const utf8 = (text: string) => Uint8Array.from(new TextEncoder().encode(text));
  const json = (value: unknown) => utf8(`${JSON.stringify(value, null, 1)}\n`);
  return [
    { name: "datapackage.json", format: "json", bytes: json(composeDataPackage(facts)) },
    { name: "dcat.jsonld", format: "jsonld", bytes: json(composeCatalog(facts)) },
    {
      name: "SHA256SUMS",
      format: "txt",
      bytes: utf8(files.map(({ sha256, name }) => `${sha256}  files/${name}\n`).join("")),
    },
  ];
}

/** A Data Package (datapackage.org, version 2): a resource a file, so that each can be read by itself. */
function composeDataPackage({ dump, files, licence, publisher, origin }: PackageFacts) {
  return {
    $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
    name: "gongshi",
    title: dataWords.title,
    description: dataWords.packageDescription,
    version: `${dump.id}.0.0`,
    created: dump.startedAt,
    ...(origin === null ? {} : { homepage: `${origin}/data` }),
    ...(licence === null
      ? {}
      : {
          licenses: [
            { ...licenceId(licence.name), title: licence.name, ...(licence.url === null ? {} : { path: licence.url }) },
          ],
        }),
    ...(publisher === null ? {} : { contributors: [{ title: publisher, roles: ["publisher"] }] }),
    // Beside the standard's own: the ledger as it was when the files were made, for who compares them with it.
    ledgerSize: dump.ledgerSize,
    resources: files.map(toResource),
  };
}

/** The standard wants an identifier of the Open Definition, which has no spaces. */
const licenceId = (name: string) => (/^[\w.-]+$/.test(name) ? { name } : {});

function toResource({ name, kind, part, format, rows, bytes, sha256 }: ListedFile) {
  const table = tableOf(kind);
  const resource = {
    name: `${kind}-${String(part).padStart(4, "0")}-${format}`,
    type: "table",
    path: `files/${name}`,
    title: table.title,
    description: table.description,
    format,
    mediatype: MEDIA_TYPES[format as TableFormat],
    ...(format === "parquet" ? {} : { encoding: "utf-8" }),
    bytes,
    hash: `sha256:${sha256}`,
    rows,
  };
  return { ...resource, schema: toSchema(table, format, part) };
}

function toSchema({ fields, primaryKey, foreignKeys = [] }: PublishedTable, format: string, part: number) {
  return {
    $schema: "https://datapackage.org/profiles/2.0/tableschema.json",
    fields: fields.map(toField),
    primaryKey,
    // Another piece may hold what a row refers to; of a small archive there is one.
    ...(part === 1 && foreignKeys.length > 0
      ? {
          foreignKeys: foreignKeys.map(({ fields: own, to, at }) => ({
            fields: own,
            reference: { resource: `${to}-0001-${format}`, fields: at },
          })),
        }
      : {}),
  };
}

const toField = ({ name, type, description, required }: Field) => ({
  name,
  type,
  ...(type === "datetime" ? { format: "default" } : {}),
  description,
  ...(required ? { constraints: { required: true } } : {}),
});
