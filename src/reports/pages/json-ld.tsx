import { raw } from "hono/html";
import { bureauPath, originalPath, reportPath } from "../../paths.ts";
import type { ReportPageContext } from "../formats/reading.ts";

/** schema.org's Report, for other software: a block of data that no browser runs. */
export function JsonLd({ reading: { view, origin } }: { reading: ReportPageContext }) {
  const { bureau, year, revision } = view;
  const report = {
    "@context": "https://schema.org",
    "@type": "Report",
    name: revision.title,
    inLanguage: "zh-CN",
    datePublished: view.firstPublishedAt,
    dateModified: revision.publishedAt,
    version: String(revision.number),
    temporalCoverage: String(year),
    identifier: `sha256:${revision.fileSha256}`,
    url: origin + reportPath(bureau.slug, year, revision.number),
    publisher: { "@type": "Organization", name: bureau.name, url: origin + bureauPath(bureau.slug) },
    encoding: {
      "@type": "MediaObject",
      contentUrl: origin + originalPath(bureau.slug, year, revision.number),
      encodingFormat: revision.fileType,
      sha256: revision.fileSha256,
    },
  };
  return <script type="application/ld+json">{raw(inScript(report))}</script>;
}

/** JSON that cannot end the element it stands in, whatever a title holds. */
const inScript = (value: unknown) => JSON.stringify(value).replaceAll("<", "\\u003c");
