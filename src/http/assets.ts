import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import suggestScript from "../search/client/suggest.js";
import copyScript from "../ui/client/copy.js";
import favicon from "../ui/favicon.svg";
import css from "../ui/gongshi.css";

const hashOf = (text: string) => bytesToHex(sha256(utf8ToBytes(text))).slice(0, 12);

const STYLESHEET = { path: `/assets/gongshi.${hashOf(css)}.css`, type: "text/css; charset=utf-8", text: css };
const COPY_SCRIPT = {
  path: `/assets/copy.${hashOf(copyScript)}.js`,
  type: "text/javascript; charset=utf-8",
  text: copyScript,
};
const SUGGEST_SCRIPT = {
  path: `/assets/suggest.${hashOf(suggestScript)}.js`,
  type: "text/javascript; charset=utf-8",
  text: suggestScript,
};

export const stylesheetPath = STYLESHEET.path;
export const copyScriptPath = COPY_SCRIPT.path;
export const suggestScriptPath = SUGGEST_SCRIPT.path;
export const hashedAssets = [STYLESHEET, COPY_SCRIPT, SUGGEST_SCRIPT];
export const faviconText = favicon;
