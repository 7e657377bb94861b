import type { Database, Statement } from "../db/client.ts";
import { renameInStaff } from "./people-store.ts";
import { renameInTokens } from "./token-store.ts";

/** For the batch that renames a bureau: who acts for it, person or token, goes on doing so. A slug never becomes another bureau's. */
export const followRename = (db: Database, from: string, to: string): Statement[] =>
  from === to ? [] : [renameInStaff(db, from, to), renameInTokens(db, from, to)];
