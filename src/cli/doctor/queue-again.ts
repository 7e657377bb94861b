import type { Write } from "../../doctor/archive.ts";

/** Has the site index a report once more, as a change of it does (src/search/indexing/change.ts). */
export const queueAgain = (report: number, at: string): Write[] => [
  [
    `INSERT INTO search_indexing (report_id, wanted, behind_since) VALUES (?, 1, ?)
     ON CONFLICT (report_id) DO UPDATE SET wanted = wanted + 1,
       behind_since = CASE WHEN done < wanted THEN behind_since ELSE excluded.behind_since END`,
    report,
    at,
  ],
  [
    "INSERT INTO outbox (kind, payload, created_at, available_at) VALUES ('index', json_object('report', ?), ?, ?)",
    report,
    at,
    at,
  ],
];
