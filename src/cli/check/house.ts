import { glob, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { inProject } from "../command/project.ts";
import { ambiguousExports, type SourceTexts } from "./exports.ts";
import { BELOW_EVERY_DOMAIN, CLIMBS, HOUSE_MAP, MOST_FILES_IN_FOLDER, OPEN_STORES } from "./house-map.ts";

/** By file under `src/`: the files that it imports, types counted. */
export type Imports = ReadonlyMap<string, readonly string[]>;

const STATEMENT = /^(?:import|export)\b[^"';]*?\bfrom "(\.[^"]+)"|^import "(\.[^"]+)"|\bimport\("(\.[^"]+)"\)/gm;

export const importedFrom = (file: string, text: string): string[] =>
  Array.from(text.matchAll(STATEMENT), ([, from, effect, later]) => join(dirname(file), from ?? effect ?? later ?? ""));

const domainOf = (file: string) => (file.includes("/") ? file.slice(0, file.indexOf("/")) : ".");

function fits(name: string, file: string): boolean {
  if (name === ".") return !file.includes("/");
  if (name.startsWith("*")) return new RegExp(`(?:^|[/-])${name.slice(1).replaceAll(".", "\\.")}$`).test(file);
  return file === name || file.startsWith(`${name}/`);
}

/** The row of the map that holds a file; -1: none. Files of the edge stand in its row wherever they are. */
export function rowOf(file: string): number {
  let [row, length] = [-1, -1];
  for (const [at, names] of HOUSE_MAP.entries())
    for (const name of names) {
      const weight = name.startsWith("*") ? file.length : name.length;
      if (weight > length && fits(name, file)) [row, length] = [at, weight];
    }
  return row;
}

/** Every import that the map, or a rule beside it, does not allow. */
export function boundaryFaults(imports: Imports): string[] {
  return [...imports].flatMap(([file, targets]) =>
    targets.flatMap((target) => {
      const fault = faultOf(file, target);
      return fault === null || `${file} → ${target}` in CLIMBS ? [] : [`${file} → ${target}: ${fault}`];
    }),
  );
}

function faultOf(file: string, target: string): string | null {
  const [from, to] = [domainOf(file), domainOf(target)];
  if (rowOf(file) < 0 || rowOf(target) < 0) return "not on the map (src/cli/check/house-map.ts)";
  if (rowOf(file) > rowOf(target)) return "climbs against the map (src/cli/check/house-map.ts)";
  if (["http", "ui"].includes(from) && !BELOW_EVERY_DOMAIN.includes(to)) return "http/ and ui/ know no domain";
  const isStore = /(?:^|[/-])store\.ts$/.test(target);
  if (isStore && from !== to && from !== "cli" && !OPEN_STORES.includes(to))
    return "a store of another domain: call its verb";
  return null;
}

/** Rooms of one domain that import each other in a circle, types counted. */
export function circlesOfRooms(imports: Imports): string[] {
  const below = new Map<string, Set<string>>();
  for (const [file, targets] of imports)
    for (const target of targets) {
      const [from, to] = [roomOf(file), roomOf(target)];
      if (from === null || to === null || from === to || domainOf(from) !== domainOf(to)) continue;
      below.set(from, (below.get(from) ?? new Set()).add(to));
    }
  return [...below.keys()]
    .filter((room) => reached(room, below).has(room))
    .map((room) => `${room} is in a circle of rooms`);
}

/** `feedback/author` of `feedback/author/x.ts`; null: it stands at its domain's root. */
const roomOf = (file: string) => /^[^/]+\/[^/]+(?=\/)/.exec(file)?.[0] ?? null;

function reached(room: string, below: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const all = new Set(below.get(room));
  for (const each of all) for (const next of below.get(each) ?? []) all.add(next);
  return all;
}

/** Folders with more files beside tests than a newcomer can look over. */
export function crowdedFolders(files: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const file of files)
    if (!/\.test\.tsx?$/.test(file)) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > MOST_FILES_IN_FOLDER)
    .map(([folder, count]) => `${folder} has ${count} files`);
}

async function readSources(): Promise<SourceTexts> {
  const texts = new Map<string, string>();
  for await (const file of glob("**/*.{ts,tsx}", { cwd: inProject("src") }))
    if (!/\.(?:test|d)\.tsx?$/.test(file)) texts.set(file, await readFile(inProject("src", file), "utf8"));
  return texts;
}

const importsIn = (texts: SourceTexts): Imports =>
  new Map([...texts].map(([file, text]) => [file, importedFrom(file, text).filter((target) => texts.has(target))]));

export async function checkHouse(): Promise<string> {
  const texts = await readSources();
  const files = [...texts.keys()].map((file) => `src/${file}`);
  for await (const file of glob("test/**/*.{ts,tsx}", { cwd: inProject() })) files.push(file);
  const faults = [
    ...boundaryFaults(importsIn(texts)),
    ...circlesOfRooms(importsIn(texts)),
    ...crowdedFolders(files),
    ...ambiguousExports(texts),
  ];
  if (faults.length) throw new Error(faults.join("\n"));
  const climbs = Object.keys(CLIMBS).length;
  return `${texts.size} files, ${climbs} imports against the map`;
}
