declare namespace Cloudflare {
  interface Env {
    MIGRATIONS: import("cloudflare:test").D1Migration[];
    REAL_REPORTS: Record<string, string>;
    SAMPLES: Record<string, string>;
  }
}
