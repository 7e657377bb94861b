import type { Context } from "hono";
import type { Child } from "hono/jsx";
import type { AppEnv } from "../../http/app-env.ts";
import { ledgerEntryPath, ledgerPath } from "../../paths.ts";
import { page } from "../../ui/layout.tsx";
import { Day } from "../../ui/time.tsx";
import { EntrySubject, EntryFiles } from "./entry-links.tsx";
import { leafData } from "../leaf.ts";
import type { NamedEntry } from "../read.ts";
import { ledgerWords } from "./words.ts";

/** One entry of the log in words, and byte for byte. */
export function entryPage(c: Context<AppEnv>, entry: NamedEntry) {
  const { index, at, leaf } = entry;
  const title = ledgerWords.entryTitle(index);
  const { fields } = ledgerWords;
  const body = (
    <>
      <div class="head">
        <nav class="crumb" aria-label={ledgerWords.log}>
          <a href={ledgerPath()}>{ledgerWords.log}</a> / {ledgerWords.entry(index)}
        </nav>
        <h1>{title}</h1>
        <dl class="fit meta">
          <Fact name={fields.kind}>{ledgerWords.kind(leaf.kind)}</Fact>
          <Fact name={fields.at}>
            <Day at={at} />
          </Fact>
          <Fact name={fields.about} full>
            <EntrySubject entry={entry} />
          </Fact>
          {"title" in leaf && (
            <Fact name={fields.title} full>
              {leaf.title}
            </Fact>
          )}
          {"note" in leaf && (
            <Fact name={fields.note} full>
              {leaf.note || ledgerWords.noNote}
            </Fact>
          )}
          {leaf.kind === "correction" && leaf.feedback && (
            <Fact name={fields.feedback} full>
              {leaf.feedback.join("、")}
            </Fact>
          )}
          {"original" in leaf && (
            <Fact name={fields.file} full>
              {leaf.original.name}，{ledgerWords.bytes(leaf.original.size)}
            </Fact>
          )}
          {"original" in leaf && (
            <Fact name={fields.fileHash} full>
              <span class="mono">{leaf.original.sha256}</span>
            </Fact>
          )}
          {"text" in leaf && (
            <Fact name={fields.text} full>
              <span class="mono">{leaf.text}</span>
            </Fact>
          )}
          <Fact name={fields.index}>{fields.indexOf(index)}</Fact>
        </dl>
        <EntryFiles leaf={leaf} index={index} />
      </div>
      <section class="stack tight rule">
        <h2>{ledgerWords.dataHead}</h2>
        <p class="hint">{ledgerWords.dataHint}</p>
        <p class="mono">{new TextDecoder().decode(leafData(leaf))}</p>
      </section>
    </>
  );
  return page(c, { title, path: ledgerEntryPath(index), demo: entry.demo ? "all" : null }, body);
}

const Fact = ({ name, full, children }: { name: string; full?: boolean; children: Child }) => (
  <div class={full ? "full" : undefined}>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
