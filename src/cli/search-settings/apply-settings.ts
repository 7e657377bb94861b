import { setTimeout as sleep } from "node:timers/promises";
import { MeilisearchApiError, type Settings } from "meilisearch";
import { connect, type Server } from "../../search/meilisearch/server.ts";
import { differingSettings, projectSettings } from "../../search/meilisearch/settings.ts";
import { createIndexWriter } from "../../search/meilisearch/writing/writer.ts";

export interface SettingsState {
  version: string;
  /** No index of that name is there yet. */
  missing: boolean;
  /** Names of the settings that are not as `search/` says. */
  differing: string[];
}

const TIMEOUT_MS = 20_000;
const PATIENCE_MS = 500;

/** Throws if the server does not answer or is of a version that this code was not made for. */
export async function readSettings(server: Server, index: string): Promise<SettingsState> {
  const { version } = await createIndexWriter(server).check(`${index}_none`);
  const live = await liveSettings(server, index);
  return { version, missing: live === null, differing: live === null ? [] : differingSettings(live) };
}

/**
 * Makes the settings what `search/` says: creates an empty index if there is none, or changes one in place, while Meilisearch
 * goes on answering from it. Throws if the settings are not there afterwards.
 */
export async function applySettings(server: Server, index: string): Promise<SettingsState> {
  const before = await readSettings(server, index);
  const writer = createIndexWriter(server);
  if (before.missing) await settled(server, await writer.create(index));
  else if (before.differing.length > 0) {
    const task = await connect(server, TIMEOUT_MS).index(index).updateSettings(projectSettings());
    await settled(server, task.taskUid);
  }
  await writer.check(index);
  return before;
}

async function liveSettings(server: Server, index: string): Promise<Settings | null> {
  try {
    return await connect(server, TIMEOUT_MS).index(index).getSettings();
  } catch (error) {
    if (error instanceof MeilisearchApiError && error.cause?.code === "index_not_found") return null;
    throw error;
  }
}

async function settled(server: Server, task: number): Promise<void> {
  const writer = createIndexWriter(server);
  for (;;) {
    const { state, error } = await writer.task(task);
    if (state === "succeeded") return;
    if (state === "failed") throw new Error(`Meilisearch 没有接受设置：${error}`);
    await sleep(PATIENCE_MS);
  }
}
