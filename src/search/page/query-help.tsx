import { searchPath } from "../../paths.ts";
import { words } from "../words.ts";

/** The query language, by examples that can be followed. */
export const QueryHelp = () => (
  <section class="side rule">
    <div>
      <h2>{words.helpTitle}</h2>
      <p class="hint">{words.helpHint}</p>
    </div>
    <div class="stack tight">
      <dl class="examples">
        {words.help.map(([example = "", meaning]) => (
          <div>
            <dt>
              <a href={searchPath(example)}>{example}</a>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p>{words.helpRest}</p>
    </div>
  </section>
);
