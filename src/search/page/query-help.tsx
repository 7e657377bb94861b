import { searchPath } from "../../paths.ts";
import { searchWords } from "../words.ts";

/** The query language, by examples that can be followed. */
export const QueryHelp = () => (
  <section class="side rule">
    <div>
      <h2>{searchWords.helpTitle}</h2>
      <p class="hint">{searchWords.helpHint}</p>
    </div>
    <div class="stack tight">
      <dl class="examples">
        {searchWords.help.map(([example = "", meaning]) => (
          <div>
            <dt>
              <a href={searchPath(example)}>{example}</a>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p>{searchWords.helpRest}</p>
    </div>
  </section>
);
