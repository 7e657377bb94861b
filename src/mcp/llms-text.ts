import {
  aboutPath,
  apiReferencePath,
  bureausPath,
  feedBase,
  indicatorsPath,
  ledgerPath,
  mcpPath,
  openapiPath,
  sitemapPath,
} from "../paths.ts";
import { mcpWords } from "./words.ts";

/** `/llms.txt` in the form of llmstxt.org: the purpose of this site, and its addresses for software. */
export function llmsText(origin: string): string {
  const { llms, tools, instructions, title } = mcpWords;
  const link = (path: string, name: string, what: string) => `- [${name}](${origin}${path}): ${what}`;
  const places = llms.places.map(([name, what, path]) => link(PATHS[path], name, what));
  const listed = Object.entries(tools).map(([name, [, what]]) => `- \`${name}\`：${what}`);
  const parts = [
    `# ${title}`,
    `> ${llms.summary}`,
    instructions,
    `## ${llms.addressHead}`,
    llms.addresses.map((line) => `- ${line}`).join("\n"),
    `## ${llms.mcpHead}`,
    `${link(mcpPath(), "MCP", llms.mcp)}\n${listed.join("\n")}`,
    `## ${llms.placesHead}`,
    places.join("\n"),
  ];
  return `${parts.join("\n\n")}\n`;
}

const PATHS = {
  openapi: openapiPath(),
  api: apiReferencePath(),
  bureaus: bureausPath(),
  indicators: indicatorsPath(),
  ledger: ledgerPath(),
  feed: `${feedBase()}.atom`,
  sitemap: sitemapPath(),
  about: aboutPath(),
} as const;
