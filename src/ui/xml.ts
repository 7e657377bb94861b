// oxlint-disable-next-line no-control-regex -- XML 1.0 has no way to write these
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** A text without the characters that would make any XML it stands in unreadable. */
export const xmlText = (text: string) => text.replace(FORBIDDEN, "");

export const escapeXml = (text: string) =>
  xmlText(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
