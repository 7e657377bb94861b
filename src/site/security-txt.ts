/** Settings that may be left out: an address for weaknesses, and the rules for it. */
export interface SecuritySettings {
  SECURITY_CONTACT?: string;
  SECURITY_POLICY?: string;
}

const CONTACT = /^(?:mailto:[^\s@]+@[^\s@]+|https:\/\/\S+|tel:\+?[\d-]+)$/;
const POLICY = /^https:\/\/\S+$/;
/** The standard wants less than a year, so that what nobody looks after runs out. */
const MONTHS = 6;

/** `/.well-known/security.txt` (RFC 9116). Without a setting it names the page that says who runs the site. */
export function securityTxt(settings: SecuritySettings, origin: string, now: Date): string {
  const given = (settings.SECURITY_CONTACT ?? "").split(/\s+/).filter((contact) => CONTACT.test(contact));
  const contacts = given.length > 0 ? given : [`${origin}/about`];
  const expires = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + MONTHS, 1));
  const policy = settings.SECURITY_POLICY?.trim() ?? "";
  return [
    ...contacts.map((contact) => `Contact: ${contact}`),
    `Expires: ${expires.toISOString()}`,
    "Preferred-Languages: zh, en",
    `Canonical: ${origin}/.well-known/security.txt`,
    ...(POLICY.test(policy) ? [`Policy: ${policy}`] : []),
    "",
  ].join("\n");
}
