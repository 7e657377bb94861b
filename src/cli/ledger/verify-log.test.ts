import { describe, expect, test } from "vitest";
import { leafData } from "../../ledger/leaf.ts";
import { Findings } from "./findings.ts";
import { parseHistory } from "./history.ts";
import { type SampleLog, sampleEntries, sampleLeaf, sampleLog, sampleSigner } from "./sample-log.ts";
import { verifyLog } from "./verify-log.ts";

const signer = await sampleSigner();
const entries = sampleEntries(300);
const log = await sampleLog(entries, signer);

async function faultsOf(source: Pick<SampleLog, "name" | "read">, kept: Uint8Array | null = null): Promise<string[]> {
  const found = new Findings();
  const verified = await verifyLog(source, signer, kept, found);
  const faults = found.all.filter(({ mark }) => mark === "fault").map(({ text }) => text);
  expect(verified === null, faults.join()).toBe(faults.length > 0);
  return faults;
}

const changed = (path: string, bytes: Uint8Array | null): Pick<SampleLog, "name" | "read"> => ({
  name: log.name,
  read: (asked) => (asked === path ? Promise.resolve(bytes) : log.read(asked)),
});

describe("a whole log", () => {
  test("is accepted as served, at the sizes where tiles begin and end", async () => {
    for (const size of [0, 1, 2, 255, 256, 257, 300]) {
      const found = new Findings();
      expect(
        await verifyLog(await sampleLog(entries.slice(0, size), signer), signer, null, found),
        `size ${size}`,
      ).not.toBeNull();
      expect(found.faults).toBe(0);
    }
  });

  test("is made of the files that the specification names", () => {
    expect([...log.files.keys()].toSorted()).toEqual(
      [
        "checkpoint",
        "tile/0/000",
        "tile/0/001.p/44",
        "tile/1/000.p/1",
        "tile/entries/000",
        "tile/entries/001.p/44",
      ].toSorted(),
    );
  });

  test.each([...log.files.keys()])(
    "with one byte of %s changed is not accepted",
    async (path) => {
      const bytes = log.files.get(path)!;
      const step = Math.max(1, Math.floor(bytes.length / 60));
      for (let at = 0; at < bytes.length; at += step)
        expect(await faultsOf(changed(path, bytes.with(at, bytes[at]! ^ 1))), `byte ${at}`).not.toEqual([]);
      const last = bytes.length - 1;
      expect(await faultsOf(changed(path, bytes.with(last, bytes[last]! ^ 1)))).not.toEqual([]);
    },
    60_000,
  );

  test.each([...log.files.keys()])("without %s, or with it cut or lengthened, is not accepted", async (path) => {
    const bytes = log.files.get(path)!;
    expect(await faultsOf(changed(path, null))).not.toEqual([]);
    expect(await faultsOf(changed(path, bytes.subarray(0, -1)))).not.toEqual([]);
    expect(await faultsOf(changed(path, Uint8Array.from([...bytes, 10])))).not.toEqual([]);
  });

  test("may serve a full tile where a partial one is gone", async () => {
    const longer = await sampleLog(sampleEntries(512), signer);
    const read = async (path: string) => {
      if (path.endsWith(".p/44")) return null;
      return path.endsWith("/001") ? longer.read(path) : log.read(path);
    };
    expect(await faultsOf({ name: "", read })).toEqual([]);
  });

  test("signed with another key, or under another name, is not accepted", async () => {
    expect(await faultsOf(await sampleLog(entries, await sampleSigner(signer.name, 6)))).not.toEqual([]);
    expect(await faultsOf(await sampleLog(entries, await sampleSigner("other.example/ledger")))).not.toEqual([]);
  });

  test("whose entries changed places or were left out is not accepted under the old checkpoint", async () => {
    for (const other of [[...entries.slice(1), entries[0]!], entries.with(7, entries[8]!)]) {
      const forged = await sampleLog(other, signer);
      expect(
        await faultsOf({ name: "", read: (path) => (path === "checkpoint" ? log : forged).read(path) }),
      ).not.toEqual([]);
    }
  });
});

describe("against a checkpoint kept from before", () => {
  const keptAt = async (size: number) => (await (await sampleLog(entries.slice(0, size), signer)).read("checkpoint"))!;

  test("a log that only grew is accepted", async () => {
    for (const size of [0, 1, 255, 256, 299, 300])
      expect(await faultsOf(log, await keptAt(size)), `${size}`).toEqual([]);
  });

  test("a log that was signed anew with another past is not accepted", async () => {
    const rewritten = await sampleLog(entries.with(3, leafData(sampleLeaf(999))), signer);
    expect(await faultsOf(rewritten)).toEqual([]);
    expect((await faultsOf(rewritten, await keptAt(200))).join()).toContain("历史变了");
  });

  test("a log that became shorter is not accepted", async () => {
    const shorter = await sampleLog(entries.slice(0, 100), signer);
    expect((await faultsOf(shorter, await keptAt(200))).join()).toContain("变短");
  });
});

describe("the history told by the entries", () => {
  const tell = (data: Uint8Array[]) => {
    const found = new Findings();
    parseHistory(data, found);
    return found.all.filter(({ mark }) => mark !== "good").map(({ mark }) => mark);
  };

  test("has each revision once", () => {
    expect(tell(sampleEntries(3))).toEqual([]);
    expect(tell([leafData(sampleLeaf(1)), leafData({ ...sampleLeaf(1), at: "2026-11-22T02:03:04Z" })])).toEqual([
      "fault",
    ]);
  });

  test("says where a revision is missing or an entry cannot be read", () => {
    expect(tell([leafData({ ...sampleLeaf(1), kind: "correction", revision: 3 } as never)])).toEqual(["note"]);
    expect(tell([new TextEncoder().encode("{}")])).toEqual(["fault"]);
  });
});
