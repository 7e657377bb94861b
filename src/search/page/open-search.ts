import { faviconPath, searchPath } from "../../paths.ts";
import { escapeXml } from "../../ui/xml.ts";
import { searchWords } from "../words.ts";

/** OpenSearch 1.1: how a browser adds this site to its search engines. */
export const openSearchDescription = (origin: string) => `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>${escapeXml(searchWords.openSearchName)}</ShortName>
  <Description>${escapeXml(searchWords.openSearchDescription)}</Description>
  <Language>zh-CN</Language>
  <InputEncoding>UTF-8</InputEncoding>
  <Image width="16" height="16" type="image/svg+xml">${escapeXml(origin + faviconPath())}</Image>
  <Url type="text/html" template="${escapeXml(origin + searchPath())}?q={searchTerms}"/>
</OpenSearchDescription>
`;
