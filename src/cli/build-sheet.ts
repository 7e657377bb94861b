import { buildUnsealScript } from "./styles/build-script.ts";
import { buildSheet } from "./styles/build-sheet.ts";

await Promise.all([buildSheet(), buildUnsealScript()]);
