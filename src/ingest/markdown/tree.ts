import type { Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { cjkFriendlyExtension } from "micromark-extension-cjk-friendly";
import { gfmStrikethroughCjkFriendly } from "micromark-extension-cjk-friendly-gfm-strikethrough";
import { gfm } from "micromark-extension-gfm";

/** Markdown as GitHub reads it, with emphasis and strokes that end beside Chinese punctuation; an indent is no code, and 10~20 is no stroke. */
export const treeOf = (source: string): Root =>
  fromMarkdown(source, {
    extensions: [
      gfm({ singleTilde: false }),
      cjkFriendlyExtension(),
      gfmStrikethroughCjkFriendly({ singleTilde: false }),
      { disable: { null: ["codeIndented"] } },
    ],
    mdastExtensions: [gfmFromMarkdown()],
  });
