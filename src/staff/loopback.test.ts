import { expect, test } from "vitest";
import { isLocalDevelopment } from "./loopback.ts";

const at = (url: string, headers: Record<string, string> = {}) => new Request(url, { headers });

test.each(["http://localhost:8787/staff", "http://127.0.0.1:8787/staff", "http://[::1]:8787/staff"])(
  "local sign-in exists at %s in development",
  (url) => expect(isLocalDevelopment("development", at(url))).toBe(true),
);

test.each(["production", "staging", "Development", "", undefined])("never in environment %j", (environment) => {
  expect(isLocalDevelopment(environment, at("http://localhost:8787/staff"))).toBe(false);
});

const LOOPBACK_CLAIMS = {
  host: "localhost",
  origin: "http://localhost:8787",
  "x-forwarded-host": "localhost",
  "x-forwarded-for": "127.0.0.1",
  forwarded: "for=127.0.0.1;host=localhost",
  "cf-connecting-ip": "127.0.0.1",
  "x-real-ip": "::1",
};

test.each([
  "https://gongshi.example/staff/sign-in",
  "http://192.168.1.7:8787/staff/sign-in",
  "http://0.0.0.0:8787/staff/sign-in",
  "http://127.0.0.1.evil.example/staff/sign-in",
  "http://localhost.evil.example/staff/sign-in",
])("no header makes %s local", (url) => {
  expect(isLocalDevelopment("development", at(url))).toBe(false);
  expect(isLocalDevelopment("development", at(url, LOOPBACK_CLAIMS))).toBe(false);
  for (const [name, value] of Object.entries(LOOPBACK_CLAIMS))
    expect(isLocalDevelopment("development", at(url, { [name]: value }))).toBe(false);
});

test.each([
  ["x-forwarded-for", "203.0.113.9"],
  ["x-forwarded-for", "127.0.0.1"],
  ["x-forwarded-host", "gongshi.example"],
  ["forwarded", "for=203.0.113.9"],
  ["cf-connecting-ip", "203.0.113.9"],
  ["x-real-ip", "203.0.113.9"],
])("a tunnel that shows itself by %s: %s takes the permission away", (name, value) => {
  expect(isLocalDevelopment("development", at("http://localhost:8787/staff", { [name]: value }))).toBe(false);
});
