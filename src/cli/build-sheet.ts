import { buildSheet } from "./styles/build-sheet.ts";

await buildSheet();
