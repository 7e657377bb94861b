import type { TestProject } from "vitest/node";
import { testBindings } from "../bindings.ts";

declare module "vitest" {
  interface ProvidedContext {
    bindings: Awaited<ReturnType<typeof testBindings>>;
  }
}

/** What the Worker's tests find among their bindings besides storage. */
export default async function provideBindings(project: TestProject) {
  project.provide("bindings", await testBindings());
}
