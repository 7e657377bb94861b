import { uiWords } from "./words.ts";

/** Beside the name of an invented bureau in a list that may hold real ones. */
export const DemoTag = () => <span class="tag">{uiWords.demoTag}</span>;
