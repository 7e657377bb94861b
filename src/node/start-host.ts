import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createApp } from "../app.ts";
import { runScheduled } from "../cron.ts";
import { answerAtOnce } from "../http/page-cache/front.ts";
import { runQueue } from "../queue.ts";
import { messageOf } from "../thrown.ts";
import { backgroundWork } from "./background.ts";
import { startClock } from "./clock.ts";
import { openAssets } from "./files/assets.ts";
import { openFolderBucket } from "./files/folder-bucket.ts";
import { openS3Bucket, requireWriteOnce, OverwritingBucket } from "./files/s3-bucket.ts";
import { startHints } from "./hints.ts";
import { listen, stopServer } from "./http-server.ts";
import { startReaderProcesses } from "./reading/reader-processes.ts";
import { smtpMailer } from "./mail/smtp-mailer.ts";
import type { HostSettings } from "./settings.ts";
import { settingsWords as words } from "./settings-words.ts";
import { type Migration, NewerDatabase } from "./sqlite/migrate.ts";
import { DatabaseInUse, openDataDatabase } from "./sqlite/open-database.ts";

const LONGEST_STOP_MS = 20_000;

/** A start that did not come about; the message says what to do. */
export class StartRefused extends Error {}

export interface Host {
  /** The address on which it listens on this machine. */
  address: string;
  db: D1Database;
  /** Lets the work under way end, and closes the database. */
  stop: () => Promise<void>;
}

/** Parts that the code of the host cannot find by itself. */
export interface HostParts {
  migrations: readonly Migration[];
  readerScript: string;
  assetsFolder: string;
}

/** The whole portal in this process. Throws `StartRefused`. */
export async function startHost(
  settings: HostSettings,
  { migrations, readerScript, assetsFolder }: HostParts,
): Promise<Host> {
  const database = openDatabaseIn(settings.dataFolder, migrations);
  const reader = startReaderProcesses(readerScript);
  try {
    const files = await openFiles(settings);
    const mailer = settings.smtp && smtpMailer(settings.smtp.url, settings.smtp.from);
    const hints = startHints((deliveries) => runQueue(deliveries, env));
    const env = {
      ...settings.passedOn,
      ENVIRONMENT: settings.environment,
      SITE_ORIGIN: settings.siteOrigin,
      DEVELOPMENT_ORIGIN: `http://localhost:${settings.port}`,
      DB: database.db,
      FILES: files,
      READER: reader.fetcher,
      ASSETS: openAssets(assetsFolder),
      QUEUE: hints,
      ...(mailer ? { MAILER: mailer } : {}),
      VERSION: { id: "", tag: "", timestamp: "" },
    } as unknown as Env;
    const app = createApp();
    const background = backgroundWork();
    const answer = (request: Request) => answerAtOnce(request) ?? app.fetch(request, env, background.context);
    const server = await listen(answer, { ...settings, origin: settings.siteOrigin || null }).catch(
      (error: unknown) => {
        throw (error as NodeJS.ErrnoException).code === "EADDRINUSE"
          ? new StartRefused(words.portTaken(settings.port))
          : error;
      },
    );
    const clock = startClock(() => runScheduled(env).finally(database.forget));
    const stop = async () => {
      await stopServer(server, LONGEST_STOP_MS);
      await Promise.all([clock.stop(), hints.stop(), background.settled()]);
      mailer?.close();
      await reader.close();
      database.close();
    };
    return { address: `http://127.0.0.1:${settings.port}`, db: database.db, stop };
  } catch (error) {
    await reader.close();
    database.close();
    throw error;
  }
}

function openDatabaseIn(folder: string, migrations: readonly Migration[]) {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return openDataDatabase(folder, migrations);
  } catch (error) {
    if (error instanceof DatabaseInUse) throw new StartRefused(words.inUse(folder));
    if (error instanceof NewerDatabase) throw new StartRefused(words.newer(error.message));
    const { code = "" } = error as NodeJS.ErrnoException;
    if (code.startsWith("E") || code === "ERR_SQLITE_ERROR")
      throw new StartRefused(words.folder(folder, messageOf(error)));
    throw error;
  }
}

async function openFiles({ s3, dataFolder }: HostSettings): Promise<R2Bucket> {
  if (s3 === null) return openFolderBucket(join(dataFolder, "files"));
  const bucket = openS3Bucket(s3);
  try {
    await requireWriteOnce(bucket);
    return bucket;
  } catch (error) {
    throw new StartRefused(
      error instanceof OverwritingBucket ? words.writesTwice : words.s3Unreachable(messageOf(error)),
    );
  }
}
