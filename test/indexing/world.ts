import { env } from "cloudflare:test";
import { createContext } from "../../src/compose.ts";
import type { Ctx } from "../../src/ctx.ts";
import { openDatabase } from "../../src/db/client.ts";
import type { OutboxMessage } from "../../src/outbox/message.ts";
import { publishReport } from "../../src/reports/publish/publish.ts";
import { restoreReport, withdrawReport } from "../../src/reports/publish/withdraw.ts";
import type { IndexWriter } from "../../src/search/index-writer.ts";
import { runJobs } from "../../src/cron.ts";
import { bytesOf, reportText } from "../factories.ts";
import { MemoryIndex } from "./memory-index.ts";

export const INDEX = "sections";

/** An archive with an index outside it, a queue that keeps its messages, and a clock that only waiting moves. */
export class World {
  engine = new MemoryIndex();
  clock = Date.parse("2026-11-21T02:00:00Z");
  readonly messages: OutboxMessage[] = [];

  get ctx(): Ctx {
    return this.ctxWith(env.DB, this.engine);
  }

  ctxWith(db: D1Database, writer: IndexWriter, name = INDEX): Ctx {
    return {
      ...createContext(env, { name: "测试", roles: ["admin", "publisher"] }),
      db: openDatabase(db),
      index: { name, writer },
      queue: { send: async (message) => this.messages.push(message) },
      now: () => new Date(this.clock),
      pause: async (ms) => {
        this.clock += ms;
      },
    };
  }

  /** The trigger, after some minutes. */
  async trigger(minutes = 5) {
    this.clock += minutes * 60_000;
    await runJobs(this.ctx, { notify: async () => {} });
  }

  async triggers(times: number) {
    for (let time = 0; time < times; time += 1) await this.trigger();
  }

  publish = (bureau: string, year: number, body: string) =>
    publishReport(this.ctx, {
      bytes: bytesOf(reportText({ bureau: `示例市${bureau}`, year, body })),
      fileName: "报告.txt",
      note: "更正",
    });

  withdraw = (bureau: string, year: number) => withdrawReport(this.ctx, bureau, year, "有误，撤回。");
  restore = (bureau: string, year: number) => restoreReport(this.ctx, bureau, year);

  /** What the index holds, and what it should hold, each as one text that can be compared. */
  held = (index = INDEX) =>
    [...(this.engine.indexes.get(index)?.values() ?? [])]
      .map(({ id, report, bureau, year, revision, current }) => [id, report, bureau, year, revision, current].join())
      .toSorted();
}

export async function wanted(): Promise<string[]> {
  const { results } = await env.DB.prepare(
    `SELECT s.id, r.id AS report, r.bureau_id AS bureau, r.year, v.number, v.number = r.current_revision AS current
     FROM sections s JOIN revisions v ON v.id = s.revision_id JOIN reports r ON r.id = v.report_id
     WHERE r.status = 'published'`,
  ).all<Record<string, number>>();
  return results
    .map(({ id, report, bureau, year, number, current }) => [id, report, bureau, year, number, current === 1].join())
    .toSorted();
}

export const outboxRows = async () =>
  (
    await env.DB.prepare("SELECT * FROM outbox WHERE kind = 'index' ORDER BY id").all<{
      id: number;
      attempts: number;
      last_error: string | null;
      done_at: string | null;
      dead_at: string | null;
    }>()
  ).results;

/** Nothing published, nothing indexed: the tables of the index as migrations left them. */
export async function forgetIndex() {
  await env.DB.exec("DELETE FROM outbox");
  await env.DB.exec("DELETE FROM search_indexing");
  await env.DB.exec("UPDATE search_index SET built = NULL, last_error = NULL");
  await env.DB.exec(
    "UPDATE search_rebuild SET phase = 'idle', tasks = NULL, exchanging = 0, held_until = NULL, error = NULL",
  );
}
