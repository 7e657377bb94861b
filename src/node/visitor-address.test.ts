import fc from "fast-check";
import { expect, test } from "vitest";
import { proxiesOf, visitorBehind } from "./visitor-address.ts";

const PROXIES = proxiesOf("127.0.0.1, 10.0.0.0/8, fd00::/8");

test.each([
  ["nobody is named", "203.0.113.7", "198.51.100.1", "", "203.0.113.7"],
  ["the peer is no named proxy", "203.0.113.7", "198.51.100.1", "127.0.0.1", "203.0.113.7"],
  ["a named proxy adds the visitor last", "127.0.0.1", "1.2.3.4, 198.51.100.1", "127.0.0.1", "198.51.100.1"],
  [
    "two named proxies stand in a row",
    "127.0.0.1",
    "1.2.3.4, 198.51.100.1, 10.1.1.1",
    "127.0.0.1, 10.0.0.0/8",
    "198.51.100.1",
  ],
  ["the named proxy adds nothing", "127.0.0.1", undefined, "127.0.0.1", "127.0.0.1"],
  ["the last entry is no address", "127.0.0.1", "1.2.3.4, unknown", "127.0.0.1", "127.0.0.1"],
  ["an IPv6 socket names an IPv4 peer", "::ffff:127.0.0.1", "2001:db8::5", "127.0.0.1", "2001:db8::5"],
])("where %s, the visitor is who the last trusted one saw", (_, peer, forwarded, named, visitor) => {
  expect(visitorBehind(peer, forwarded, proxiesOf(named))).toBe(visitor);
});

test("whatever a visitor writes before what the proxy adds changes nothing", () => {
  fc.assert(
    fc.property(fc.string(), fc.ipV4(), (written, address) => {
      fc.pre(!/^(127\.0\.0\.1|10\.)/.test(address));
      expect(visitorBehind("10.0.0.1", `${written}, ${address}`, PROXIES)).toBe(address);
      expect(visitorBehind("203.0.113.7", written, PROXIES)).toBe("203.0.113.7");
    }),
  );
});

test.each(["localhost", "10.0.0.0/33", "10.0.0.0/0", "::1/129", "10.0.0.1/8/8", "10.0.0"])(
  "%s names no proxy",
  (entry) => expect(() => proxiesOf(`127.0.0.1, ${entry}`)).toThrow(entry),
);
