import { execFile } from "node:child_process";
import { ROOT } from "../command/project.ts";

export interface Component {
  name: string;
  version: string;
  hashes?: { alg: string }[];
  licenses?: { license?: { id?: string; name?: string }; expression?: string }[];
  properties?: { name: string; value: string }[];
}

/** Licences that ask for no more than their text: what goes into the Worker has one of these. */
const PERMISSIVE = new Set(["MIT", "MIT-0", "ISC", "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0"]);

const licencesOf = ({ licenses = [] }: Component) =>
  licenses.map(({ license, expression }) => license?.id ?? license?.name ?? expression ?? "");
const isDevelopment = ({ properties = [] }: Component) =>
  properties.some(({ name, value }) => name === "cdx:npm:package:development" && value === "true");
const isPermissive = (licence: string) =>
  licence
    .replace(/^\(|\)$/g, "")
    .split(/ AND | OR /)
    .every((each) => PERMISSIVE.has(each));

/** Packages without a hash or a licence, and those of the Worker with a licence that asks for more. */
export function materialFaults(components: readonly Component[]): string[] {
  return components.flatMap((component) => {
    const what = `${component.name} ${component.version}`;
    const licences = licencesOf(component);
    if (!component.hashes?.some(({ alg }) => alg === "SHA-512")) return [`${what} has no SHA-512`];
    if (licences.length === 0 || licences.includes("")) return [`${what} names no licence`];
    if (isDevelopment(component) || licences.every(isPermissive)) return [];
    return [`${what} goes into the Worker under ${licences.join(", ")}`];
  });
}

/** The bill of materials that `npm run sbom` prints, from the lock alone: no network is needed. */
export async function checkMaterials(): Promise<string> {
  const { stdout } = await runNpm(["run", "--silent", "sbom"]);
  const { bomFormat, specVersion, components } = JSON.parse(stdout) as {
    bomFormat: string;
    specVersion: string;
    components: Component[];
  };
  const faults = materialFaults(components);
  if (faults.length) throw new Error(faults.join("\n"));
  return `${components.length} packages, ${bomFormat} ${specVersion}; ${await askAdvisories()}`;
}

interface Audit {
  metadata?: { vulnerabilities?: { high: number; critical: number; total: number } };
}

/** The advisories on the locked packages. If the registry cannot be asked, says so and does not fail. */
async function askAdvisories(): Promise<string> {
  const { stdout } = await runNpm(["audit", "--package-lock-only", "--json"]);
  const told = parsePackageAudit(stdout);
  if (told === null) return "advisories not asked: the registry does not answer";
  if (told.high + told.critical > 0) throw new Error(`npm audit knows of faults:\n${stdout}`);
  return `${told.total} advisories`;
}

export function parsePackageAudit(json: string) {
  try {
    return (JSON.parse(json) as Audit).metadata?.vulnerabilities ?? null;
  } catch {
    return null;
  }
}

/** The npm that runs this command; its exit code says nothing that its answer does not. */
function runNpm(args: readonly string[]): Promise<{ stdout: string }> {
  const script = process.env["npm_execpath"];
  const [file, before] = script?.endsWith(".js") ? [process.execPath, [script]] : ["npm", []];
  return new Promise((resolve) => {
    const options = { cwd: ROOT, timeout: 30_000, maxBuffer: 32 * 1024 * 1024 };
    execFile(file, [...before, ...args], options, (_error, stdout) => resolve({ stdout }));
  });
}
