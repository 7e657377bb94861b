/** Contact data as stored: which key sealed it, and initialisation vector and AES-GCM box in base64. */
export interface SealedContact {
  keyId: string;
  box: string;
}

export interface ContactKey {
  id: string;
  bytes: Uint8Array<ArrayBuffer>;
}

const IV_BYTES = 12;
const KEY_BYTES = 32;

/** Keys from `id:base64` separated by commas, the newest first. Throws if one is malformed: better none than a weak one. */
export function parseContactKeys(setting: string): ContactKey[] {
  return setting
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const match = /^([\w-]{1,32}):([A-Za-z0-9+/_-]+={0,2})$/.exec(part);
      const bytes = match?.[2] ? fromBase64(match[2]) : null;
      if (!match?.[1] || bytes?.length !== KEY_BYTES) throw new TypeError("CONTACT_KEYS must be id:base64 of 32 bytes");
      return { id: match[1], bytes };
    });
}

/** Seals for one feedback: `bound` ties the box to it, so that a box moved to another row does not open. */
export async function sealContact(
  key: ContactKey,
  contact: string,
  bound: string,
  iv: Uint8Array,
): Promise<SealedContact> {
  const box = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv: iv.slice(0, IV_BYTES), additionalData: new TextEncoder().encode(bound) },
    await imported(key),
    new TextEncoder().encode(contact),
  );
  return { keyId: key.id, box: toBase64(new Uint8Array([...iv.slice(0, IV_BYTES), ...new Uint8Array(box)])) };
}

/** The contact data; throws if the key is gone, the box was altered or belongs to another feedback. */
export async function openSealed(
  keys: readonly ContactKey[],
  { keyId, box }: SealedContact,
  bound: string,
): Promise<string> {
  const key = keys.find((each) => each.id === keyId);
  if (!key) throw new Error(`no key ${keyId}`);
  const bytes = fromBase64(box);
  const opened = await crypto.subtle.decrypt(
    { name: "AES-GCM", iv: bytes.slice(0, IV_BYTES), additionalData: new TextEncoder().encode(bound) },
    await imported(key),
    bytes.slice(IV_BYTES),
  );
  return new TextDecoder().decode(opened);
}

const imported = ({ bytes }: ContactKey) =>
  crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);

const toBase64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
const fromBase64 = (text: string) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
