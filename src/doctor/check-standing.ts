import { sha256Hex } from "../sha256.ts";
import type { Ailment, Archive } from "./archive.ts";
import { loadLeaves } from "./check-ledger.ts";

/** Whether each report is withdrawn, and each public reply's words, as the ledger says. */
export async function checkStanding(archive: Archive): Promise<Ailment[]> {
  const withdrawn = new Map<string, boolean>();
  const replies = new Map<string, string[]>();
  for (const { leaf } of await loadLeaves(archive)) {
    if (leaf.kind === "reply") replies.set(leaf.feedback, [...(replies.get(leaf.feedback) ?? []), leaf.text]);
    else if (leaf.kind === "withdrawal" || leaf.kind === "restoration")
      withdrawn.set(`${leaf.bureau} ${leaf.year}`, leaf.kind === "withdrawal");
  }
  return [...(await checkReports(archive, withdrawn)), ...(await checkReplies(archive, replies))];
}

async function checkReports(archive: Archive, withdrawn: ReadonlyMap<string, boolean>): Promise<Ailment[]> {
  const rows = await archive.query<{ slugs: string; year: number; status: string }>(
    `SELECT r.year, r.status,
       (SELECT json_group_array(slug) FROM (SELECT b.slug UNION ALL SELECT slug FROM former_slugs WHERE bureau_id = b.id)) AS slugs
     FROM reports r JOIN bureaus b ON b.id = r.bureau_id`,
  );
  return rows.flatMap(({ slugs, year, status }) => {
    const names = (JSON.parse(slugs) as string[]).map((slug) => `${slug} ${year}`);
    const recorded = names.map((name) => withdrawn.get(name)).find((value) => value !== undefined) ?? false;
    if (recorded === (status === "withdrawn")) return [];
    return [{ where: names[0] ?? "", what: `现为${status}，与公示日志记的撤回或恢复不符` }];
  });
}

async function checkReplies(archive: Archive, recorded: ReadonlyMap<string, readonly string[]>): Promise<Ailment[]> {
  const rows = await archive.query<{ feedback: number; text: string }>(
    "SELECT feedback_id AS feedback, public_text AS text FROM feedback_replies WHERE public_text IS NOT NULL ORDER BY id",
  );
  return rows.flatMap(({ feedback, text }) => {
    const stated = recorded.get(String(feedback));
    if (!stated) return [{ where: `监督意见 ${feedback} 的答复`, what: "没有记入公示日志" }];
    return stated.includes(sha256Hex(text))
      ? []
      : [{ where: `监督意见 ${feedback} 的答复`, what: "与公示日志不符，被改过" }];
  });
}
