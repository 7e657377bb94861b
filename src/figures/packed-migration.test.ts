import { readdirSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";

const FOLDER = "migrations";
const PACKED = "0062_figures_packed.sql";

/** An archive of the release before: a revision that was read for figures, with a doubt, and one that was not. */
function oldArchive() {
  const db = new DatabaseSync(":memory:");
  const migrate = (names: string[]) => names.forEach((name) => db.exec(readFileSync(`${FOLDER}/${name}`, "utf8")));
  const names = readdirSync(FOLDER).toSorted();
  migrate(names.filter((name) => name < PACKED));
  db.exec(`INSERT INTO bureaus (id, slug, name, short_name, created_at) VALUES (1, 'donghu', '东湖局', '东湖', '');
    INSERT INTO reports (id, bureau_id, year, current_revision, first_published_at, updated_at) VALUES (1, 1, 2023, 1, '', '')`);
  publish(db, 1);
  publish(db, 2);
  readAsBefore(db, 1);
  db.exec("INSERT INTO figure_checks (revision_id, reader) VALUES (2, 0)");
  return { db, migrateOn: () => migrate(names.filter((name) => name >= PACKED)) };
}

const publish = (db: DatabaseSync, id: number) =>
  db.exec(`INSERT INTO revisions VALUES (${id}, 1, ${id}, '', '', '', '', '', '', '', 1, '', '', '[]', 1, 1, 1)`);

const readAsBefore = (db: DatabaseSync, id: number) =>
  db.exec(`DELETE FROM figures WHERE revision_id = ${id};
    INSERT INTO figures VALUES (${id}, 0, 's', 's', '[]');
    INSERT INTO figure_checks (revision_id, reader, figures, doubts) VALUES (${id}, 1, 1, '[{}]')
      ON CONFLICT (revision_id) DO UPDATE SET reader = excluded.reader, doubts = excluded.doubts`);

const keep = (db: DatabaseSync, id: number) =>
  db.exec(`INSERT INTO revision_figures VALUES (${id}, 1, 2, 'x') ON CONFLICT (revision_id) DO UPDATE SET
    reader = excluded.reader, to_check = excluded.to_check, packed = excluded.packed`);

test("every revision of an existing archive waits to be read, and keeps its number of doubts meanwhile", () => {
  const { db, migrateOn } = oldArchive();
  migrateOn();
  expect(db.prepare("SELECT * FROM revision_figures").all()).toEqual([
    { revision_id: 1, reader: 0, to_check: 1, packed: null },
    { revision_id: 2, reader: 0, to_check: null, packed: null },
  ]);
});

test("going back to the release before loses no figures, and coming again finds what it published", () => {
  const { db, migrateOn } = oldArchive();
  migrateOn();
  keep(db, 1);
  expect(db.prepare("SELECT reader, doubts FROM figure_checks WHERE revision_id = 1").get()).toEqual({
    reader: 1,
    doubts: "[{}]",
  });
  expect(db.prepare("SELECT count(*) AS n FROM figures WHERE revision_id = 1").get()).toEqual({ n: 1 });

  publish(db, 3);
  keep(db, 3);
  expect(db.prepare("SELECT reader FROM figure_checks WHERE revision_id = 3").get()).toEqual({ reader: 0 });

  publish(db, 4);
  readAsBefore(db, 4);
  readAsBefore(db, 3);
  const unread = db.prepare("SELECT revision_id FROM revision_figures WHERE reader = 0").all();
  expect(unread).toEqual([{ revision_id: 2 }, { revision_id: 4 }]);
});
