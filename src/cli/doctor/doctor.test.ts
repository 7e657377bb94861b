import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { beforeEach, describe, expect, test } from "vitest";
import { checkpointText } from "../../ledger/checkpoint.ts";
import { leafData } from "../../ledger/leaf.ts";
import { formatNote, toHex } from "../../ledger/note.ts";
import { revisionLeaf, textHash } from "../../ledger/revision-leaf.ts";
import { revisionText } from "../../ledger/revision-text.ts";
import { appendLeaf, joinSubtrees, leafHash } from "../../ledger/tree.ts";
import type { Section } from "../../reports/report.ts";
import { sampleSigner } from "../ledger/sample-log.ts";
import { inProject } from "../project.ts";
import type { Archive } from "./archive.ts";
import { checkCounts } from "./check-counts.ts";
import { checkIndex } from "./check-index.ts";
import { checkLedger } from "./check-ledger.ts";
import { checkRevisions } from "./check-revisions.ts";
import { checkStanding } from "./check-standing.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const FILE = utf8("原件");
const fileSha256 = createHash("sha256").update(FILE).digest("hex");
const sections: Section[] = [
  {
    position: 0,
    parent: null,
    depth: 1,
    slug: "volunteering",
    numeral: "一、",
    heading: "一、志愿服务",
    title: "志愿服务",
    standard: null,
    blocks: [{ kind: "text", text: "登记志愿者186人。", anchor: "aa11" }],
  },
];
const revision = {
  bureau: "donghu",
  year: 2023,
  number: 1,
  title: "东湖2023",
  note: "首次发布",
  publishedAt: "2026-11-21T02:03:04.000Z",
  fileSha256,
  fileName: "a.txt",
  fileType: "txt",
  fileSize: FILE.length,
};

let db: DatabaseSync;
let files: Map<string, Uint8Array>;
let archive: Archive;

/** One report as publishing leaves it: rows, original, index and ledger. */
async function makeArchive() {
  db = new DatabaseSync(":memory:");
  for (const file of readdirSync(inProject("migrations")).toSorted())
    db.exec(readFileSync(inProject("migrations", file), "utf8"));
  files = new Map([[fileSha256, FILE]]);
  archive = {
    query: <T>(sql: string, ...values: (string | number)[]) => Promise.resolve(db.prepare(sql).all(...values) as T[]),
    original: (sha256) => Promise.resolve(files.get(sha256) ?? null),
    originals: () => Promise.resolve([...files.keys()]),
  };
  const at = revision.publishedAt;
  db.prepare(
    "INSERT INTO bureaus (id, slug, name, short_name, created_at) VALUES (1, 'donghu', '东湖局', '东湖', ?)",
  ).run(at);
  db.prepare(
    "INSERT INTO reports (id, bureau_id, year, current_revision, first_published_at, updated_at) VALUES (1, 1, 2023, 1, ?, ?)",
  ).run(at, at);
  db.prepare(
    `INSERT INTO revisions VALUES (1, 1, 1, '东湖2023', '首次发布', ?, '甲', ?, 'a.txt', 'txt', ?, ?, 'utf-8', '[]', 1, 1, 10)`,
  ).run(at, fileSha256, FILE.length, textHash(revisionText(revision.title, sections)));
  const [s] = sections;
  db.prepare("INSERT INTO sections VALUES (1, 1, 0, NULL, 1, ?, ?, ?, ?, NULL, ?)").run(
    s!.slug,
    s!.numeral,
    s!.heading,
    s!.title,
    JSON.stringify(s!.blocks),
  );
  db.exec("INSERT INTO sections_fts (rowid, body) VALUES (1, 'x')");
  const signer = await sampleSigner();
  let frontier: Uint8Array[] = [];
  for (const [position, leaf] of [
    revisionLeaf(revision, sections),
    { kind: "withdrawal", at, bureau: "donghu", year: 2023, revision: 1, note: "核对" } as const,
    { kind: "restoration", at, bureau: "donghu", year: 2023, revision: 1, note: "" } as const,
  ].entries()) {
    const data = leafData(leaf);
    db.prepare("INSERT INTO ledger_entries (position, data) VALUES (?, ?)").run(
      position,
      new TextDecoder().decode(data),
    );
    const grown = appendLeaf(position, frontier, leafHash(data));
    for (const { level, index, hash } of grown.nodes)
      db.prepare("INSERT INTO ledger_nodes VALUES (?, ?, ?)").run(level, index, toHex(hash));
    frontier = grown.frontier;
    const text = checkpointText({ origin: signer.name, size: position + 1, root: joinSubtrees(frontier) });
    const note = formatNote({ text, signatures: [await signer.sign(text)] });
    db.prepare("INSERT INTO ledger_checkpoints VALUES (?, ?, ?)").run(position + 1, note, at);
  }
}

const examine = async () =>
  (
    await Promise.all(
      [checkLedger, checkRevisions, checkStanding, checkIndex, checkCounts].map((check) => check(archive)),
    )
  ).flat();
const told = async () => (await examine()).map(({ where, what }) => `${where}：${what}`).join("\n");
/** Changes a row that triggers protect, as an administrator could. */
const tamper = (trigger: string, sql: string) => db.exec(`DROP TRIGGER ${trigger}; ${sql}`);

beforeEach(makeArchive);

describe("the doctor", () => {
  test("finds nothing in a sound archive", async () => {
    expect(await told()).toBe("");
  });

  test.each([
    [
      "a figure in a paragraph",
      "sections_are_immutable",
      "UPDATE sections SET blocks = replace(blocks, '186', '187')",
      "文字与登记的指纹不符",
    ],
    [
      "an anchor",
      "sections_are_immutable",
      "UPDATE sections SET blocks = replace(blocks, 'aa11', 'aa12')",
      "文字与登记的指纹不符",
    ],
    ["a slug", "sections_are_immutable", "UPDATE sections SET slug = 'other'", "文字与登记的指纹不符"],
    ["a note", "revisions_are_immutable", "UPDATE revisions SET note = '别的'", "与公示日志不符"],
    [
      "a date",
      "revisions_are_immutable",
      "UPDATE revisions SET published_at = '2026-11-20T02:03:04.000Z'",
      "与公示日志不符",
    ],
    [
      "an entry",
      "ledger_entries_are_immutable",
      "UPDATE ledger_entries SET data = replace(data, '首次', '初次')",
      "与记录不符",
    ],
    [
      "a node",
      "ledger_nodes_are_immutable",
      `UPDATE ledger_nodes SET hash = '${"0".repeat(64)}' WHERE level = 1`,
      "节点 1/0",
    ],
    [
      "a checkpoint",
      "ledger_checkpoints_are_immutable",
      "UPDATE ledger_checkpoints SET note = replace(note, char(10) || '2' || char(10), char(10) || '3' || char(10))",
      "检查点 2",
    ],
  ])("finds %s that was changed in the database", async (_, trigger, sql, expected) => {
    tamper(trigger, sql);
    expect(await told()).toContain(expected);
  });

  test("finds a paragraph changed together with its stored hash", async () => {
    tamper("sections_are_immutable", "UPDATE sections SET blocks = replace(blocks, '186', '187')");
    const changed = revisionText(revision.title, [
      { ...sections[0]!, blocks: [{ kind: "text", text: "登记志愿者187人。", anchor: "aa11" }] },
    ]);
    tamper("revisions_are_immutable", `UPDATE revisions SET text_sha256 = '${textHash(changed)}'`);
    expect(await told()).toContain("文字与公示日志不符，指纹也被改过");
  });

  test("finds a removed entry, a removed revision and a status that was switched", async () => {
    tamper("ledger_entries_are_kept", "DELETE FROM ledger_entries WHERE position = 1");
    expect(await told()).toContain("序号 1：缺这一条");
    await makeArchive();
    db.exec("PRAGMA foreign_keys = OFF");
    tamper("revisions_are_kept", "DELETE FROM revisions");
    expect(await told()).toContain("数据库里没有这一版");
    await makeArchive();
    db.exec("UPDATE reports SET status = 'withdrawn'");
    expect(await told()).toContain("与公示日志记的撤回或恢复不符");
  });

  test("finds an original that is missing, changed or used by nothing", async () => {
    files.set(fileSha256, utf8("原忤"));
    expect(await told()).toContain("原件与指纹不符");
    files.clear();
    expect(await told()).toContain("缺原件");
    files.set(fileSha256, FILE);
    files.set("0".repeat(64), utf8("多余"));
    expect(await told()).toContain("没有哪一版用到它");
  });

  test("finds a section that is missing from the search index, or that should not be in it", async () => {
    db.exec("DELETE FROM sections_fts WHERE rowid = 1");
    expect(await told()).toContain("1 节不在查找索引里");
    db.exec("INSERT INTO sections_fts (rowid, body) VALUES (1, 'x'), (77, 'x')");
    expect(await told()).toContain("有 1 节不该在里面");
  });

  test("mends a missing node from the entries", async () => {
    tamper("ledger_nodes_are_kept", "DELETE FROM ledger_nodes WHERE level = 1");
    const [ailment] = await examine();
    expect(ailment?.where).toBe("公示日志节点 1/0");
    await ailment?.repair?.();
    expect(await told()).toBe("");
  });

  test("mends counts that are not those of the tables", async () => {
    db.exec(
      "UPDATE archive_counts SET revisions = 7; UPDATE year_counts SET published = 9; INSERT INTO year_counts (year) VALUES (1999)",
    );
    const ailments = await examine();
    expect(ailments.map(({ where }) => where)).toEqual(["全站计数", "1999 年的计数", "2023 年的计数"]);
    for (const { repair } of ailments) await repair?.();
    expect(await told()).toBe("");
  });
});
