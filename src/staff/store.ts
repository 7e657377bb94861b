import { eq } from "drizzle-orm";
import type { Database } from "../db/client.ts";
import { apiTokens } from "./schema.ts";

export const findToken = (db: Database, tokenSha256: string) =>
  db.select().from(apiTokens).where(eq(apiTokens.tokenSha256, tokenSha256)).get();
