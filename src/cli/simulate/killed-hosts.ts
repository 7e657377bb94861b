import { join } from "node:path";
import { openDataArchive } from "../doctor/data-archive.ts";
import { type LocalArchive, openLocalArchive } from "../doctor/local-archive.ts";
import { type DevServer, startDevServer } from "../local/dev-server.ts";
import { migrateLocalDatabase } from "../local/local-database.ts";
import { bundleHost } from "../serve/bundle-host.ts";
import { startNodeServer } from "../serve/node-server.ts";

export const HOSTS = ["wrangler", "node"] as const;
export type HostName = (typeof HOSTS)[number];

/** A host whose processes are killed; `state` is the folder in which it keeps everything. */
export interface KilledHost {
  prepare: (state: string) => Promise<void>;
  start: (state: string) => Promise<DevServer>;
  open: (state: string) => Promise<LocalArchive>;
}

export const killedHost = (name: HostName, port: number): KilledHost => (name === "node" ? nodeHost : wrangler)(port);

const wrangler = (port: number): KilledHost => ({
  prepare: async (state) => void (await migrateLocalDatabase(state)),
  start: (state) => startDevServer(port, false, state),
  open: openLocalArchive,
});

function nodeHost(port: number): KilledHost {
  const start = (state: string) =>
    startNodeServer(join(state, "built"), { PORT: `${port}`, DATA_DIR: join(state, "data") });
  return {
    prepare: async (state) => {
      await bundleHost(join(state, "built"));
      await (await start(state)).stop();
    },
    start,
    open: (state) => openDataArchive(join(state, "data")),
  };
}
