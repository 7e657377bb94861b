import embedCss from "../embed/embed.css";
import embedScript from "../embed/client/embed.js";
import frameScript from "../embed/client/frame.js";
import suggestScript from "../search/client/suggest.js";
import proofScript from "../feedback/client/proof.js";
import receiptScript from "../feedback/client/receipt.js";
import { sha256Hex } from "../sha256.ts";
import quoteScript from "../reports/client/quote.js";
import outlineScript from "../reports/client/outline.js";
import copyScript from "../ui/client/copy.js";
import keysScript from "../ui/client/keys.js";
import favicon from "../ui/favicon.svg";
import unsealScript from "../ui/build/client/unseal.js";
import css from "../ui/build/gongshi.css";

const hashOf = (text: string) => sha256Hex(text).slice(0, 12);

const STYLESHEET = { path: `/assets/gongshi.${hashOf(css)}.css`, type: "text/css; charset=utf-8", text: css };
const EMBED_SHEET = {
  path: `/assets/embed.${hashOf(embedCss)}.css`,
  type: "text/css; charset=utf-8",
  text: embedCss,
};
/** Each in a function of its own: the scripts of a page would share their names else. */
const script = (name: string, source: string) => {
  const text = `(() => {\n${source}})();\n`;
  return { path: `/assets/${name}.${hashOf(text)}.js`, type: "text/javascript; charset=utf-8", text };
};
const COPY_SCRIPT = script("copy", copyScript);
const PROOF_SCRIPT = script("proof", proofScript);
const RECEIPT_SCRIPT = script("receipt", receiptScript);
const KEYS_SCRIPT = script("keys", keysScript);
const QUOTE_SCRIPT = script("quote", quoteScript);
const OUTLINE_SCRIPT = script("outline", outlineScript);
const FRAME_SCRIPT = script("frame", frameScript);
const SUGGEST_SCRIPT = script("suggest", suggestScript);
const UNSEAL_SCRIPT = script("unseal", unsealScript);

export const stylesheetPath = STYLESHEET.path;
export const copyScriptPath = COPY_SCRIPT.path;
export const proofScriptPath = PROOF_SCRIPT.path;
export const receiptScriptPath = RECEIPT_SCRIPT.path;
export const keysScriptPath = KEYS_SCRIPT.path;
export const quoteScriptPath = QUOTE_SCRIPT.path;
export const outlineScriptPath = OUTLINE_SCRIPT.path;
export const embedSheetPath = EMBED_SHEET.path;
export const frameScriptPath = FRAME_SCRIPT.path;
export const suggestScriptPath = SUGGEST_SCRIPT.path;
export const unsealScriptPath = UNSEAL_SCRIPT.path;
export const hashedAssets = [
  STYLESHEET,
  EMBED_SHEET,
  FRAME_SCRIPT,
  COPY_SCRIPT,
  KEYS_SCRIPT,
  OUTLINE_SCRIPT,
  QUOTE_SCRIPT,
  SUGGEST_SCRIPT,
  PROOF_SCRIPT,
  RECEIPT_SCRIPT,
  UNSEAL_SCRIPT,
];
export const faviconText = favicon;
/** Under an address that stands in other people's pages, so without a digest in it. */
export const embedScriptText = embedScript;
