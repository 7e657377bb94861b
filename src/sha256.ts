import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** The digest of bytes, or of a text in UTF-8, as 64 lower-case hexadecimal digits. */
export const sha256Hex = (of: Uint8Array | string): string =>
  bytesToHex(sha256(typeof of === "string" ? utf8ToBytes(of) : of));
