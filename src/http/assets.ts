import suggestScript from "../search/client/suggest.js";
import proofScript from "../feedback/client/proof.js";
import receiptScript from "../feedback/client/receipt.js";
import { sha256Hex } from "../sha256.ts";
import outlineScript from "../reports/client/outline.js";
import copyScript from "../ui/client/copy.js";
import keysScript from "../ui/client/keys.js";
import favicon from "../ui/favicon.svg";
import unsealScript from "../ui/build/client/unseal.js";
import css from "../ui/build/gongshi.css";

const hashOf = (text: string) => sha256Hex(text).slice(0, 12);

const STYLESHEET = { path: `/assets/gongshi.${hashOf(css)}.css`, type: "text/css; charset=utf-8", text: css };
const script = (name: string, text: string) => ({
  path: `/assets/${name}.${hashOf(text)}.js`,
  type: "text/javascript; charset=utf-8",
  text,
});
const COPY_SCRIPT = script("copy", copyScript);
const PROOF_SCRIPT = script("proof", proofScript);
const RECEIPT_SCRIPT = script("receipt", receiptScript);
const KEYS_SCRIPT = script("keys", keysScript);
const OUTLINE_SCRIPT = script("outline", outlineScript);
const SUGGEST_SCRIPT = script("suggest", suggestScript);
const UNSEAL_SCRIPT = script("unseal", unsealScript);

export const stylesheetPath = STYLESHEET.path;
export const copyScriptPath = COPY_SCRIPT.path;
export const proofScriptPath = PROOF_SCRIPT.path;
export const receiptScriptPath = RECEIPT_SCRIPT.path;
export const keysScriptPath = KEYS_SCRIPT.path;
export const outlineScriptPath = OUTLINE_SCRIPT.path;
export const suggestScriptPath = SUGGEST_SCRIPT.path;
export const unsealScriptPath = UNSEAL_SCRIPT.path;
export const hashedAssets = [
  STYLESHEET,
  COPY_SCRIPT,
  KEYS_SCRIPT,
  OUTLINE_SCRIPT,
  SUGGEST_SCRIPT,
  PROOF_SCRIPT,
  RECEIPT_SCRIPT,
  UNSEAL_SCRIPT,
];
export const faviconText = favicon;
