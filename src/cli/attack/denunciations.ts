import type { Attack, AttackTarget } from "./target.ts";

const VERBS = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"];
const ACTIONS = [
  "accept",
  "start",
  "draft",
  "approve",
  "publish",
  "ask",
  "stop",
  "transfer",
  "extend",
  "link",
  "close",
  "decline",
  "contact",
  "no-such",
];

const addressesOf = (id: number) => [
  `/staff/feedback/${id}`,
  `/staff/feedback/${id}/sealed`,
  `/staff/feedback/${id}/attachments/1`,
  ...ACTIONS.map((action) => `/staff/feedback/${id}/${action}`),
  `/feedback/${id}`,
  `/api/v1/feedback/${id}`,
];

/** Status, headers and body, but for what differs between any two answers: the request's number, times, and the number asked for. */
async function wholeAnswer(
  { ask }: AttackTarget,
  path: string,
  method: string,
  headers: Record<string, string>,
  id: number,
) {
  const body = method === "POST" ? { body: "reason=because&text=words&question=what" } : {};
  const type = method === "POST" ? { "Content-Type": "application/x-www-form-urlencoded" } : {};
  const answer = await ask(path, { method, headers: { ...headers, ...type }, ...body });
  const own = [...answer.headers].filter(
    ([name]) => !["x-request-id", "date", "connection", "keep-alive"].includes(name),
  );
  const text = `${answer.status} ${JSON.stringify(own.map((pair) => pair.join(": ")).toSorted())} ${await answer.text()}`;
  return text
    .replaceAll(answer.headers.get("x-request-id") ?? "no number", "REQUEST")
    .replaceAll(`${id}`, "NUMBER")
    .replaceAll(/dur=[\d.]+/g, "dur=");
}

/** To whoever is no supervisor a missing number, a denunciation and (for officers) another bureau's case are the same bytes. */
export const sameAnswers: Attack = async (target) => {
  const { cookies, tokens, numbers } = target;
  const askers: [string, Record<string, string>][] = [
    ["nobody", {}],
    ...["officer", "publisher", "admin"].map((role): [string, Record<string, string>] => [
      role,
      { Cookie: cookies[role] ?? "" },
    ]),
    ...Object.entries(tokens).map(([name, token]): [string, Record<string, string>] => [
      `a token for ${name}`,
      { Authorization: `Bearer ${token}` },
    ]),
  ];
  const found: string[] = [];
  let tried = 0;
  for (const [who, headers] of askers)
    for (const [at, path] of addressesOf(numbers.missing).entries())
      for (const method of VERBS) {
        const nothing = await wholeAnswer(target, path, method, headers, numbers.missing);
        for (const other of ["denunciation", "elsewhere"] as const) {
          const id = numbers[other];
          const there = addressesOf(id)[at] ?? "";
          const answer = await wholeAnswer(target, there, method, headers, id);
          tried += 1;
          if (answer !== nothing)
            found.push(`${who}: ${method} ${path}: ${other} answers otherwise than a missing number`);
        }
      }
  return { name: "whole answers about denunciations", tried, found };
};
