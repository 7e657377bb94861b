import { readFile } from "node:fs/promises";
import { inProject } from "../command/project.ts";

interface Manifest {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

/** Dependencies without a line in the document, lines without a dependency, and versions that are not exact. */
export function dependencyFaults(manifest: Manifest, document: string): string[] {
  const versions = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
  const described = new Set(document.matchAll(/^\| `([^`]+)` \|/gm).map((match) => match[1] ?? ""));
  return [
    ...Object.keys(versions)
      .filter((name) => !described.has(name))
      .map((name) => `${name} has no line in docs/dependencies.md`),
    ...[...described].filter((name) => !(name in versions)).map((name) => `${name} is described, but is no dependency`),
    ...Object.entries(versions)
      .filter(([, version]) => !/^(?:npm:@?[\w./-]+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))
      .map(([name, version]) => `${name} ${version} is not an exact version`),
  ];
}

export async function checkDependencies(): Promise<string> {
  const manifest = JSON.parse(await readFile(inProject("package.json"), "utf8")) as Manifest;
  const faults = dependencyFaults(manifest, await readFile(inProject("docs/dependencies.md"), "utf8"));
  if (faults.length) throw new Error(faults.join("\n"));
  return `${Object.keys(manifest.dependencies).length} in the Worker, ${Object.keys(manifest.devDependencies).length} tools`;
}
