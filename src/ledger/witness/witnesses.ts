import { parseCosignerKey, type VerifierKey } from "../log/keys.ts";

/** A witness that the site asks: its key, and the address to which `add-checkpoint` is added. */
export interface ListedWitness {
  key: VerifierKey;
  url: string;
}

const MOST = 16;

/**
 * Reads the setting `WITNESSES`: keys and addresses by turns, parted by white space. A wrong one is left out and stands in
 * `wrong`. Only addresses on this machine may do without https.
 */
export function parseWitnesses(setting: string | undefined): { witnesses: ListedWitness[]; wrong: string[] } {
  const words = (setting ?? "").split(/\s+/).filter(Boolean);
  const witnesses: ListedWitness[] = [];
  const wrong: string[] = [];
  for (let at = 0; at < words.length; at += 2) {
    const key = parseCosignerKey(words[at] ?? "");
    const url = words[at + 1] ?? "";
    if (key && isAddress(url) && witnesses.length < MOST) witnesses.push({ key, url: url.replace(/\/+$/, "") });
    else wrong.push(`${words[at]} ${url}`.trim());
  }
  return { witnesses, wrong };
}

function isAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") return false;
  return (
    url.protocol === "https:" || (url.protocol === "http:" && /^(?:127\.0\.0\.1|\[::1\]|localhost)$/.test(url.hostname))
  );
}
