import { readdir, readFile } from "node:fs/promises";

/** Linux counts a process's time in hundredths of a second. */
const MS_A_TICK = 10;

/** Milliseconds of CPU that the workerd processes this process started have used so far; null if there is no /proc. */
export async function workerdCpuMs(): Promise<number | null> {
  const processes = await workerdProcesses();
  return processes && processes.reduce((sum, { ticks }) => sum + ticks, 0) * MS_A_TICK;
}

/** The most memory, in MB, that the workerd processes this process started have held; null if there is no /proc. */
export async function workerdPeakMb(): Promise<number | null> {
  const processes = await workerdProcesses();
  if (processes === null) return null;
  const peaks = await Promise.all(processes.map(({ pid }) => peakMb(pid)));
  return peaks.reduce<number>((sum, peak) => sum + (peak ?? 0), 0);
}

/** The most memory, in MB, that a process has held; null if there is no /proc or no such process. */
export async function peakMb(pid: number): Promise<number | null> {
  const text = await readFile(`/proc/${pid}/status`, "utf8").catch(() => null);
  return text === null ? null : Number(/^VmHWM:\s+(\d+) kB$/m.exec(text)?.[1] ?? 0) / 1000;
}

async function workerdProcesses() {
  const names = await readdir("/proc").catch(() => null);
  if (names === null) return null;
  const lines = await Promise.all(
    names.filter((name) => /^\d+$/.test(name)).map((name) => readFile(`/proc/${name}/stat`, "utf8").catch(() => "")),
  );
  const processes = lines.flatMap((line) => parseStat(line) ?? []);
  const ours = new Set([process.pid]);
  for (let before = 0; before !== ours.size;) {
    before = ours.size;
    for (const { pid, parent } of processes) if (ours.has(parent)) ours.add(pid);
  }
  return processes.filter(({ pid, name }) => ours.has(pid) && name === "workerd");
}

/** A line of /proc/PID/stat: the name stands in brackets and may hold anything. */
export function parseStat(line: string) {
  const match = /^(\d+) \((.*)\) (.*)$/s.exec(line.trim());
  if (!match) return null;
  const rest = (match[3] ?? "").split(" ");
  return {
    pid: Number(match[1]),
    name: match[2] ?? "",
    parent: Number(rest[1]),
    ticks: Number(rest[11]) + Number(rest[12]),
  };
}
