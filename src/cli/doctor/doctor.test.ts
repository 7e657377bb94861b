import { bytesToHex } from "@noble/hashes/utils.js";
import { readdirSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { beforeEach, describe, expect, test } from "vitest";
import { checkpointText } from "../../ledger/log/checkpoint.ts";
import { leafData } from "../../ledger/leaf.ts";
import { formatNote } from "../../ledger/log/note.ts";
import { revisionLeaf } from "../../ledger/revision-leaf.ts";
import { revisionText } from "../../ledger/revision-text.ts";
import { appendLeaf, joinSubtrees, leafHash } from "../../ledger/log/tree.ts";
import type { Section } from "../../reports/report.ts";
import { sha256Hex } from "../../sha256.ts";
import { sampleSigner } from "../ledger/sample-log.ts";
import { inProject } from "../command/project.ts";
import type { Archive } from "../../doctor/archive.ts";
import { checkCounts } from "../../doctor/check-counts.ts";
import { checkDirectory } from "../../doctor/check-directory.ts";
import { checkKeptFigures } from "./check-figures.ts";
import { checkIndex } from "./check-index.ts";
import { checkLedger } from "../../doctor/check-ledger.ts";
import { checkRevisions } from "./check-revisions.ts";
import { checkStanding } from "../../doctor/check-standing.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const FILE = utf8("原件");
const fileSha256 = sha256Hex(FILE);
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
    write: (statements) => {
      db.exec("BEGIN");
      for (const [sql, ...values] of statements) db.prepare(sql).run(...values);
      db.exec("COMMIT");
      return Promise.resolve();
    },
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
  ).run(at, fileSha256, FILE.length, sha256Hex(revisionText(revision.title, sections)));
  const [s] = sections;
  db.prepare("INSERT INTO sections VALUES (1, 1, 0, NULL, 1, ?, ?, ?, ?, NULL, ?)").run(
    s!.slug,
    s!.numeral,
    s!.heading,
    s!.title,
    JSON.stringify(s!.blocks),
  );
  for (const { repair } of [...(await checkIndex(archive)), ...(await checkKeptFigures(archive))]) await repair?.();
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
      db.prepare("INSERT INTO ledger_nodes VALUES (?, ?, ?)").run(level, index, bytesToHex(hash));
    frontier = grown.frontier;
    const text = checkpointText({ origin: signer.name, size: position + 1, root: joinSubtrees(frontier) });
    const note = formatNote({ text, signatures: [await signer.sign(text)] });
    db.prepare("INSERT INTO ledger_checkpoints VALUES (?, ?, ?)").run(position + 1, note, at);
  }
}

const examine = async () =>
  (
    await Promise.all(
      [checkLedger, checkRevisions, checkStanding, checkIndex, checkCounts, checkDirectory, checkKeptFigures].map(
        (check) => check(archive),
      ),
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
    tamper("revisions_are_immutable", `UPDATE revisions SET text_sha256 = '${sha256Hex(changed)}'`);
    expect(await told()).toContain("文字与公示日志不符，指纹也被改过");
  });

  test("finds a removed entry, a removed revision and a status that was switched", async () => {
    tamper("ledger_entries_are_kept", "DELETE FROM ledger_entries WHERE position = 1");
    expect(await told()).toContain("公示日志第2条：缺这一条");
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

  test.each([
    ["a section from the search index", "DELETE FROM sections_fts WHERE rowid = 1", "1 处不在搜索索引里"],
    ["its characters from the search index", "DELETE FROM sections_chars WHERE rowid = 1", "1 处不在搜索索引里"],
    ["the outline that results show", "DELETE FROM search_outlines", "1 处不在搜索索引里"],
    ["the figures of a revision", "UPDATE revision_figures SET packed = NULL", "整理的数字与正文不符"],
    ["that a revision was read for figures", "DELETE FROM revision_figures", "数字还没有整理"],
    ["how many figures do not agree", "UPDATE revision_figures SET to_check = 7", "与正文不符"],
    ["figures as the text states them", "UPDATE revision_figures SET packed = 'eJwDAAAAAAE='", "与正文不符"],
  ])("finds what is missing or different, and mends it: %s", async (_, sql, expected) => {
    db.exec(sql);
    expect(await told()).toContain(expected);
    for (const { repair } of await examine()) await repair?.();
    expect(await told()).toBe("");
    expect(db.prepare("SELECT rowid FROM sections_fts WHERE sections_fts MATCH '_b1'").all()).toHaveLength(1);
  });

  test("knows how wide the index is said to be, and mends what is wider or narrower", async () => {
    const found = (table: string, match: string) =>
      db.prepare(`SELECT rowid FROM ${table} WHERE ${table} MATCH ?`).all(match).length;
    db.exec("UPDATE search_catalog SET full_text_from = 2024");
    expect(await told()).toContain("1 处不在搜索索引里，或与索引应有的范围不符");
    for (const { repair } of await examine()) await repair?.();
    expect(await told()).toBe("");
    expect([found("sections_fts", '"志愿 愿服 服务"'), found("sections_fts", '"登记"')]).toEqual([1, 0]);
    db.exec("DELETE FROM sections_chars; INSERT INTO sections_chars (rowid, body) VALUES (1, '_b1 _y2023 志')");
    expect(await told()).toContain("与索引应有的范围不符");
    db.exec("UPDATE search_catalog SET full_text_from = 2023");
    for (const { repair } of await examine()) await repair?.();
    expect(await told()).toBe("");
    expect([found("sections_fts", '"登记"'), found("sections_chars", '"记"')]).toEqual([1, 1]);
  });

  test("finds rows that belong to nothing, and takes those away that are derived", async () => {
    db.exec("PRAGMA foreign_keys = OFF");
    db.exec("INSERT INTO sections_fts (rowid, body) VALUES (77, 'x')");
    db.exec("INSERT INTO history_chars (rowid, body) VALUES (1, 'x')");
    db.exec("INSERT INTO revision_figures (revision_id) VALUES (9)");
    db.exec("INSERT INTO sections VALUES (9, 9, 0, NULL, 1, 's', '', 's', 's', NULL, '[]')");
    const before = await told();
    for (const expected of ["sections_fts：有 1 节", "history_chars：有 1 节", "数字：有 1 行", "章节：有 1 节"])
      expect(before).toContain(expected);
    for (const { repair } of await examine()) await repair?.();
    expect(await told()).toBe("章节：有 1 节不属于任何一版");
  });

  test("finds a report whose current revision is not its last", async () => {
    db.exec("UPDATE reports SET current_revision = 2");
    expect(await told()).toContain("登记的现行版是第2版，最后一版是第1版");
  });

  test("finds a published reply that was changed, in any round", async () => {
    db.exec("PRAGMA foreign_keys = OFF");
    db.exec(
      "INSERT INTO feedback_replies (feedback_id, round, text, drafted_by, drafted_at, state, public_text, published_at) VALUES (7, 0, 'x', 'a', 'b', 'approved', '经核对已更正。', 'c')",
    );
    expect(await told()).toContain("监督意见 7 的答复：没有记入公示日志");
    const data = leafData({ kind: "reply", at: revision.publishedAt, feedback: "7", text: sha256Hex("别的话") });
    db.prepare("INSERT INTO ledger_entries (position, data) VALUES (3, ?)").run(new TextDecoder().decode(data));
    expect(await told()).toContain("监督意见 7 的答复：与公示日志不符，被改过");
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
      "UPDATE archive_counts SET revisions = 7, sections = 1; UPDATE year_counts SET published = 9; INSERT INTO year_counts (year) VALUES (1999)",
    );
    const ailments = await examine();
    expect(ailments.map(({ where }) => where)).toEqual(["全站计数", "1999 年的计数", "2023 年的计数"]);
    for (const { repair } of ailments) await repair?.();
    expect(await told()).toBe("");
  });

  test.each([
    'json_set(bureaus, \'$."1".reports."2023"[0]\', -1)',
    "json_set(bureaus, '$.\"1\".shortName', '西湖')",
    'json_set(bureaus, \'$."9"\', json(\'{"slug":"nobody"}\'))',
    "'{}'",
  ])("mends a directory of bureaus that is not that of the tables: %s", async (bureaus) => {
    const kept = db.prepare("SELECT bureaus FROM bureau_directory").all();
    db.exec(`UPDATE bureau_directory SET bureaus = ${bureaus}`);
    const ailments = await examine();
    expect(ailments.map(({ where }) => where)).toEqual(["单位总表第 1 段"]);
    for (const { repair } of ailments) await repair?.();
    expect(await told()).toBe("");
    expect(db.prepare("SELECT bureaus FROM bureau_directory").all()).toEqual(kept);
  });
});
