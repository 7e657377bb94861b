import { startNodeTestSite } from "./node-site.ts";
import { startTestSite } from "../../src/cli/local/test-site.ts";

/** The site whose pages are looked at: in workerd, or with `PAGES_HOST=node` the Node host. */
export const startPagesSite = process.env["PAGES_HOST"] === "node" ? startNodeTestSite : startTestSite;
