import { BlockList, isIP } from "node:net";

/** Throws `RangeError` naming the entry that is no address and no network. */
export function proxiesOf(setting: string): BlockList {
  const proxies = new BlockList();
  for (const entry of setting.split(",").map((text) => text.trim())) {
    if (entry === "") continue;
    const [address = "", bits, more] = entry.split("/");
    const version = isIP(address);
    const width = version === 4 ? 32 : 128;
    const length = bits === undefined ? width : /^\d{1,3}$/.test(bits) ? Number(bits) : -1;
    if (version === 0 || more !== undefined || length < 1 || length > width) throw new RangeError(entry);
    proxies.addSubnet(address, length, version === 4 ? "ipv4" : "ipv6");
  }
  return proxies;
}

/**
 * The visitor's address: that of the connection. If that is a named proxy, the last one in X-Forwarded-For that is not a named
 * proxy itself; anybody may have written those before it.
 */
export function visitorBehind(peer: string, forwarded: string | undefined, proxies: BlockList): string {
  let address = plain(peer);
  for (const hop of (forwarded ?? "").split(",").toReversed()) {
    if (!isNamed(address, proxies)) break;
    const next = plain(hop.trim());
    if (isIP(next) === 0) break;
    address = next;
  }
  return address;
}

/** An IPv4 address as IPv6 sockets name it is the IPv4 address. */
const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");

function isNamed(address: string, proxies: BlockList): boolean {
  const version = isIP(address);
  return version !== 0 && proxies.check(address, version === 4 ? "ipv4" : "ipv6");
}
