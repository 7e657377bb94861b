import { MeilisearchApiError, type Meilisearch } from "meilisearch";
import type { IndexWriter, TaskState } from "../../index-writer.ts";
import { connect, type Server } from "../server.ts";
import { differingSettings, PRIMARY_KEY, projectSettings } from "../settings.ts";
import { toStoredDocument } from "./stored-document.ts";
import { isSupported, SUPPORTED_VERSIONS } from "./version.ts";

const TIMEOUT_MS = 20_000;

/** @param server with a key that may write documents, indexes and settings, and read tasks, statistics and the version */
export function createIndexWriter(server: Server): IndexWriter {
  const client = connect(server, TIMEOUT_MS);
  const numbered = async (task: PromiseLike<{ taskUid: number }>) => (await task).taskUid;
  return {
    name: "meilisearch",
    put: (index, documents) =>
      numbered(client.index(index).addDocuments(documents.map(toStoredDocument), { primaryKey: PRIMARY_KEY })),
    removeOthers: (index, report, keep) =>
      numbered(client.index(index).deleteDocuments({ filter: othersThan(report, keep) })),
    task: (id) => taskState(client, id),
    async create(index) {
      await client.deleteIndex(index);
      await client.createIndex(index, { primaryKey: PRIMARY_KEY });
      return numbered(client.index(index).updateSettings(projectSettings()));
    },
    swap: (a, b) => numbered(client.swapIndexes([{ indexes: [a, b], rename: false }])),
    rename: (from, to) => numbered(client.swapIndexes([{ indexes: [from, to], rename: true }])),
    drop: (index) => numbered(client.deleteIndex(index)),
    count: (index) => countDocuments(client, index),
    check: (index) => checkServer(client, index),
  };
}

function othersThan(report: number, keep: readonly number[]): string {
  const own = `report = ${Math.trunc(report)}`;
  return keep.length === 0 ? own : `${own} AND revision NOT IN [${keep.map(Math.trunc).join(", ")}]`;
}

async function taskState(client: Meilisearch, id: number): Promise<TaskState> {
  const task = await orNull("task_not_found", client.tasks.getTask(id));
  if (task === null) return { state: "failed", error: "task_not_found" };
  if (task.status === "succeeded") return { state: "succeeded" };
  if (task.status === "enqueued" || task.status === "processing") return { state: "waiting" };
  return { state: "failed", error: task.error?.code ?? task.status };
}

async function countDocuments(client: Meilisearch, index: string): Promise<number | null> {
  const stats = await orNull("index_not_found", client.index(index).getStats());
  return stats?.numberOfDocuments ?? null;
}

async function checkServer(client: Meilisearch, index: string): Promise<{ version: string }> {
  const { pkgVersion: version } = await client.getVersion();
  if (!isSupported(version)) throw new Error(`Meilisearch ${version} is not ${SUPPORTED_VERSIONS}`);
  const settings = await orNull("index_not_found", client.index(index).getSettings());
  const differing = settings === null ? [] : differingSettings(settings);
  if (differing.length > 0) throw new Error(`settings of ${index} differ: ${differing.join(", ")}`);
  return { version };
}

async function orNull<T>(code: string, answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof MeilisearchApiError && error.cause?.code === code) return null;
    throw error;
  }
}
