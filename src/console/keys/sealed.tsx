import { casePath } from "../../console-paths.ts";
import { keysWords } from "./keys-words.ts";

/** Sealed text as it is kept. A script shows its words after the private key is given. */
export const SealedText = ({ text }: { text: string }) => (
  <details data-sealed="">
    <summary>{keysWords.sealed}</summary>
    <pre class="mono pre">{text}</pre>
  </details>
);

const { make, key, keyFile, open, opened, badKey, wrongKey, openFile, handOverNow, openedCopy, fileFailed } = keysWords;

/** The words that the script shows. */
export const UnsealWords = () => (
  <span
    class="hide"
    data-unseal-words=""
    data-make={make}
    data-key={key}
    data-key-file={keyFile}
    data-open={open}
    data-opened={opened}
    data-bad-key={badKey}
    data-wrong-key={wrongKey}
    data-open-file={openFile}
    data-hand-over-now={handOverNow}
    data-opened-copy={openedCopy}
    data-file-failed={fileFailed}
  ></span>
);

/** The panel in which a script asks for the private key. */
export const UnsealPanel = ({ id }: { id: number }) => (
  <section class="panel stack">
    <UnsealWords />
    <p class="hint">{keysWords.howWithout}</p>
    <p>
      <a href={`${casePath(id)}/sealed`} download={`${id}.age`}>
        {keysWords.download}
      </a>
    </p>
    <div class="stack" data-ask-key=""></div>
  </section>
);
