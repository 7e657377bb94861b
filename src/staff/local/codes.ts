import { base32crockford } from "@scure/base";
import { Secret, TOTP } from "otpauth";
import { DAY_MS } from "../../day.ts";
import { sha256Hex } from "../../sha256.ts";

const PERIOD_S = 30;
const SECRET_BYTES = 20;
const LONG_CODE_BYTES = 15;
const RECOVERY_BYTES = 10;
export const RECOVERY_CODES = 10;
/** How long an invitation waits. */
export const INVITATION_MS = 3 * DAY_MS;

type Random = (bytes: number) => Uint8Array;

export const newSecret = (random: Random): string =>
  new Secret({ buffer: Uint8Array.from(random(SECRET_BYTES)).buffer }).base32;

const totpOf = (secret: string, email: string, issuer: string) =>
  new TOTP({ issuer, label: email, secret: Secret.fromBase32(secret), period: PERIOD_S });

/** What an authenticator reads as a QR code. */
export const authenticatorAddress = (secret: string, email: string, site: string): string =>
  totpOf(secret, email, site).toString();

/** The step (of thirty seconds) at which the authenticator shows this code, one step earlier or later included; null if at none. */
export function authenticatorStep(secret: string, code: string, now: Date): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const timestamp = now.getTime();
  const delta = totpOf(secret, "", "").validate({ token: code, timestamp, window: 1 });
  return delta === null ? null : Math.floor(timestamp / 1000 / PERIOD_S) + delta;
}

/** As typed: small letters, blanks and hyphens count for nothing, nor do letters that look like digits. */
const plainCode = (typed: string) =>
  typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");

export const codeDigest = (typed: string) => sha256Hex(plainCode(typed));

const written = (bytes: Uint8Array) => base32crockford.encode(bytes).match(/.{4}/g)?.join("-") ?? "";

/** What lets somebody set up an account, once. */
export const newInvitationCode = (random: Random) => written(random(LONG_CODE_BYTES));

/** What signs in, once each, without the authenticator. */
export const newRecoveryCodes = (random: Random) =>
  Array.from({ length: RECOVERY_CODES }, () => written(random(RECOVERY_BYTES)));
