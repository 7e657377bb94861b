import type { Context } from "hono";
import type { AppEnv } from "../../http/app-env.ts";
import { attachmentPath, casePath, queuePath } from "../../console-paths.ts";
import { fileSize } from "../../ui/file-size.ts";
import { consolePage } from "../console-page.tsx";
import { consoleWords } from "../words.ts";
import { caseWords } from "./case-words.ts";

/** The text of a document, or why it cannot be shown. */
export type ShownText = { words: string } | { trouble: string };

interface AttachmentView {
  id: number;
  number: number;
  file: { name: string; size: number; isPicture: boolean };
  /** Null for a picture and for a sealed file. */
  text: ShownText | null;
}

/** A picture, or the text of a document, without a download. */
export function attachmentPage(c: Context<AppEnv>, { id, number, file, text }: AttachmentView) {
  const body = (
    <>
      <div class="head">
        <nav class="crumb" aria-label={consoleWords.crumb}>
          <a href={queuePath()}>{caseWords.queue}</a> / <a href={casePath(id)}>{caseWords.title(id)}</a> /{" "}
          {caseWords.attachment(number)}
        </nav>
        <h1>{file.name}</h1>
        <p class="row hint">
          <span>{fileSize(file.size)}</span>
          <a href={attachmentPath(id, number)} download={file.name} rel="nofollow">
            {caseWords.downloadAttachment}
          </a>
        </p>
      </div>
      {file.isPicture ? (
        <p>
          <img class="attached" src={`${attachmentPath(id, number)}/picture`} alt={file.name} />
        </p>
      ) : text === null ? (
        <p class="note">{caseWords.sealedAttachment}</p>
      ) : "trouble" in text ? (
        <p class="note">
          {caseWords.noText}
          {text.trouble}
        </p>
      ) : (
        <>
          <p class="hint">{caseWords.textOnly}</p>
          <div class="pre kai">{text.words || caseWords.emptyText}</div>
        </>
      )}
    </>
  );
  return consolePage(c, { title: file.name, section: "queue" }, body);
}
