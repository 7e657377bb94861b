import { bureauPath, originalPath, reportPath } from "../../paths.ts";
import type { Reading } from "./reading.ts";

/** schema.org's Report, for other software. */
export function Microdata({ reading }: { reading: Reading }) {
  const { view, origin } = reading;
  const { bureau, year, revision } = view;
  return (
    <div hidden>
      <meta itemprop="name" content={revision.title} />
      <meta itemprop="inLanguage" content="zh-CN" />
      <meta itemprop="datePublished" content={view.firstPublishedAt} />
      <meta itemprop="dateModified" content={revision.publishedAt} />
      <meta itemprop="version" content={String(revision.number)} />
      <meta itemprop="temporalCoverage" content={String(year)} />
      <meta itemprop="identifier" content={`sha256:${revision.fileSha256}`} />
      <link itemprop="url" href={origin + reportPath(bureau.slug, year, revision.number)} />
      <span itemprop="publisher" itemscope itemtype="https://schema.org/Organization">
        <meta itemprop="name" content={bureau.name} />
        <link itemprop="url" href={origin + bureauPath(bureau.slug)} />
      </span>
      <span itemprop="encoding" itemscope itemtype="https://schema.org/MediaObject">
        <link itemprop="contentUrl" href={origin + originalPath(bureau.slug, year, revision.number)} />
        <meta itemprop="encodingFormat" content={revision.fileType} />
        <meta itemprop="sha256" content={revision.fileSha256} />
      </span>
    </div>
  );
}
