import type { IndexWriter } from "../../../src/search/index-writer.ts";
import type { Step } from "./steps.ts";

const unreachable = () => new Error("fetch failed");

/** A writer each of whose calls is one step; what it sends may arrive twice. */
export function faultyWriter(inner: IndexWriter, step: Step): IndexWriter {
  const call =
    <A extends unknown[], T>(name: string, run: (...given: A) => Promise<T>) =>
    (...given: A) =>
      step("index", name, () => run(...given), { error: unreachable });
  return {
    name: inner.name,
    put: call("put", inner.put),
    removeOthers: call("remove", inner.removeOthers),
    task: call("task", inner.task),
    create: call("create", inner.create),
    swap: call("swap", inner.swap),
    rename: call("rename", inner.rename),
    drop: call("drop", inner.drop),
    count: call("count", inner.count),
    check: call("check", inner.check),
  };
}
