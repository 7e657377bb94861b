declare namespace Cloudflare {
  interface Env {
    MIGRATIONS: import("cloudflare:test").D1Migration[];
    REAL_REPORTS: Record<string, string>;
    SAMPLES: Record<string, string>;
    /** A real server to test against; both empty if there is none. */
    MEILISEARCH: { url: string; masterKey: string };
  }
}
