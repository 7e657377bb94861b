import { blockText } from "../../reports/anchors.ts";
import { PrintedTable } from "../../reports/pages/text/table.tsx";
import { Printed } from "../../ui/withheld.tsx";
import type { Case } from "../../feedback/handle/queue.ts";
import { caseWords } from "./case-words.ts";

type Passage = NonNullable<Case["passage"]>;

/** The section as the author saw it, beside the matter; the paragraph it is about is marked. */
export const PassageText = ({ passage, anchor }: { passage: Passage; anchor: string | null }) => (
  <aside class="passage" aria-labelledby="passage">
    <p class="hint">{caseWords.passage}</p>
    <h2 id="passage">{passage.heading}</h2>
    {passage.blocks.map((block) => (
      <Block
        block={block}
        pinned={anchor !== null && (block.anchor === anchor || block.was?.includes(anchor) === true)}
      />
    ))}
  </aside>
);

const Block = ({ block, pinned }: { block: Passage["blocks"][number]; pinned: boolean }) => (
  <div class={pinned ? "pinned" : undefined} id={pinned ? "pinned" : undefined}>
    {pinned && <p class="hint">{caseWords.pinned}</p>}
    {block.kind === "table" ? (
      <PrintedTable table={block} />
    ) : (
      <p>
        <Printed text={blockText(block)} />
      </p>
    )}
  </div>
);
