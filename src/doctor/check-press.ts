import type { Ailment, Archive } from "./archive.ts";

const REAL = `(SELECT json_group_array(json_array(section, anchor, title, medium, day, address)) FROM (
  SELECT * FROM press WHERE report_id = reports.id AND state = 'accepted' ORDER BY day DESC, id LIMIT 20))`;

/** The press that triggers keep in a report's row is that of the table. */
export async function checkPress(archive: Archive): Promise<Ailment[]> {
  const rows = await archive.query<{ id: number; year: number; bureau: string }>(
    `SELECT reports.id, reports.year, bureaus.slug AS bureau FROM reports JOIN bureaus ON bureaus.id = reports.bureau_id
     WHERE reports.press <> ${REAL} ORDER BY reports.id LIMIT 100`,
  );
  return rows.map(({ id, year, bureau }) => ({
    where: `${bureau} ${year} 的媒体引用`,
    what: "与登记不符，可以重做",
    repair: async () => void (await archive.query(`UPDATE reports SET press = ${REAL} WHERE id = ?`, id)),
  }));
}
