import { uiWords } from "../../ui/words.ts";
import { type TableFormat, MEDIA_TYPES } from "../formats.ts";
import type { Licence } from "../licence.ts";
import { tableOf } from "../tables.ts";
import { dataWords } from "../words.ts";
import type { PackageFacts } from "./facts.ts";

const licenceNode = ({ name, url }: Licence) => ({
  ...(url === null ? {} : { "@id": url }),
  "@type": "dct:LicenseDocument",
  "rdfs:label": name,
});

const CHINESE = {
  "@id": "http://publications.europa.eu/resource/authority/language/ZHO",
  "@type": "dct:LinguisticSystem",
};

/**
 * The catalogue of the dump in DCAT 3 as JSON-LD, for portals that harvest, with what the shapes of DCAT-AP 3 demand. Addresses are
 * relative to its own.
 */
export function composeCatalog({ dump, files, licence, publisher, origin }: PackageFacts) {
  const at = (path: string) => (origin === null ? path : origin + path);
  const terms = licence === null ? {} : { license: licenceNode(licence) };
  const issued = { "@value": dump.startedAt, "@type": "xsd:dateTime" };
  const agent = {
    "@type": "foaf:Agent",
    "foaf:name": publisher ?? uiWords.siteLong,
    "foaf:page": { "@id": at("/about") },
  };
  const made = { "dct:issued": issued, "dct:language": CHINESE, "dct:publisher": agent };
  return {
    "@context": {
      dcat: "http://www.w3.org/ns/dcat#",
      dct: "http://purl.org/dc/terms/",
      foaf: "http://xmlns.com/foaf/0.1/",
      rdfs: "http://www.w3.org/2000/01/rdf-schema#",
      spdx: "http://spdx.org/rdf/terms#",
      xsd: "http://www.w3.org/2001/XMLSchema#",
      title: { "@id": "dct:title", "@language": "zh" },
      description: { "@id": "dct:description", "@language": "zh" },
      license: "dct:license",
    },
    "@id": at("/data"),
    "@type": "dcat:Catalog",
    title: dataWords.title,
    description: dataWords.packageDescription,
    ...made,
    "dct:modified": issued,
    "foaf:homepage": { "@id": at("/data"), "@type": "foaf:Document" },
    ...terms,
    "dcat:dataset": [...Map.groupBy(files, ({ kind }) => kind)].map(([kind, own]) => ({
      "@id": at(`/data#${kind}`),
      "@type": "dcat:Dataset",
      title: tableOf(kind).title,
      description: tableOf(kind).description,
      "dcat:version": String(dump.id),
      ...made,
      ...terms,
      "dcat:distribution": own.map(({ name, format, bytes, sha256 }) => ({
        "@id": at(`/data/files/${name}`),
        "@type": "dcat:Distribution",
        ...terms,
        "dcat:accessURL": { "@id": at("/data"), "@type": "rdfs:Resource" },
        "dcat:downloadURL": { "@id": at(`/data/files/${name}`), "@type": "rdfs:Resource" },
        "dcat:mediaType": {
          "@type": "dct:MediaType",
          "@id": `https://www.iana.org/assignments/media-types/${MEDIA_TYPES[format as TableFormat]}`,
        },
        "dcat:byteSize": { "@value": String(bytes), "@type": "xsd:nonNegativeInteger" },
        "spdx:checksum": {
          "@type": "spdx:Checksum",
          "spdx:algorithm": { "@id": "spdx:checksumAlgorithm_sha256", "@type": "spdx:ChecksumAlgorithm" },
          "spdx:checksumValue": { "@value": sha256, "@type": "xsd:hexBinary" },
        },
      })),
    })),
  };
}
