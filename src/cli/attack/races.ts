import type { Attack, AttackTarget } from "./target.ts";

const text = (year: number, at: number) =>
  `示例市竞争局${year}年度社会责任报告\n\n一、概况\n\n第${at}位发布员写的一段正文，志愿服务${at + 3}次。\n`;

async function publish({ ask, tokens, year }: AttackTarget, at: number, fields: Record<string, string>) {
  const form = new FormData();
  form.append("file", new File([text(year, at)], `${at}.txt`));
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  const headers = { Authorization: `Bearer ${tokens["publish"] ?? ""}` };
  return (await ask("/api/v1/reports", { method: "POST", headers, body: form })).status;
}

const tally = (statuses: readonly number[]) =>
  [...new Set(statuses)]
    .toSorted((a, b) => a - b)
    .map((status) => `${status} × ${statuses.filter((each) => each === status).length}`)
    .join(", ");

/** Publishers of one report at once: each is published or told to try again, and revisions have no gap. */
export const publishers: Attack = async (target, { publishers: count }) => {
  const found: string[] = [];
  const first = await publish(target, 0, { slug: "jing-zheng", accept: "bureau-new" });
  if (first !== 201) found.push(`the first publication: ${first}`);
  const statuses = await Promise.all(
    Array.from({ length: count }, (_, at) => publish(target, at + 1, { note: "更正数字" })),
  );
  const published = statuses.filter((status) => status === 201).length;
  const wrong = statuses.filter((status) => ![201, 409, 429, 503].includes(status));
  if (wrong.length > 0) found.push(`answers that are neither published nor try again: ${tally(wrong)}`);
  const report = await target.ask(`/api/v1/reports/jing-zheng/${target.year}/revisions`);
  const { items = [] } = (await report.json().catch(() => ({}))) as { items?: unknown[] };
  if (items.length !== published + 1)
    found.push(`${published + 1} were told that they published, ${items.length} revisions stand`);
  return { name: "publishers of one report at once", tried: count + 1, found, facts: [tally(statuses)] };
};

/** Large forms at once, half of them with a token of the form: refused, and the site keeps its memory. */
export const forms: Attack = async (target, { forms: count, formBytes }) => {
  const before = await target.memory();
  const large = "x".repeat(formBytes);
  const page = await (await target.ask("/feedback/new")).text();
  const token = /name="token" value="([^"]+)"/.exec(page)?.[1] ?? "";
  const statuses = await Promise.all(
    Array.from({ length: 2 * count }, async (_, at) => {
      const form = new FormData();
      form.append("token", at % 2 === 0 ? "forged" : token);
      form.append("kind", "error");
      form.append("text", "这里的数字前后不一致，请核对。");
      form.append("attachments", new File([large], "a.png"));
      const answer = await target.ask("/feedback/new", { method: "POST", body: form }).catch(() => null);
      await answer?.body?.cancel();
      // If the site stops reading, it may close the connection before the answer has arrived.
      return answer?.status ?? 413;
    }),
  );
  const after = await target.memory();
  const found = statuses
    .filter((status) => status < 400 || status >= 500)
    .map((status) => `a form of ${formBytes} bytes: ${status}`);
  if (token === "") found.push("the form has no token");
  const grown = before === null || after === null ? null : (after - before) / 1e6;
  if (grown !== null && grown > 100) found.push(`memory grew by ${grown.toFixed(0)} MB`);
  return {
    name: "large forms at once",
    tried: statuses.length,
    found,
    facts: [tally(statuses), ...(grown === null ? [] : [`memory ${grown.toFixed(0)} MB`])],
  };
};
