import { experimental_readRawConfig } from "wrangler";
import { inProject } from "./project.ts";

export const ENVIRONMENTS = ["staging", "recovery", "production"] as const;
export type EnvironmentName = (typeof ENVIRONMENTS)[number];

interface Queues {
  producers?: { binding?: string; queue?: string }[];
  consumers?: { queue?: string; dead_letter_queue?: string }[];
}

/** The parts of an environment in wrangler.toml that a deployment depends on. */
export interface Environment {
  name?: string;
  routes?: (string | { pattern: string; custom_domain?: boolean })[];
  vars?: Record<string, string>;
  d1_databases?: { binding?: string; database_name?: string; database_id?: string }[];
  r2_buckets?: { binding?: string; bucket_name?: string }[];
  services?: { binding?: string; service?: string }[];
  queues?: Queues;
}

export const CONFIG = inProject("wrangler.toml");
/** In the order in which they are deployed: what the portal calls goes before it. */
export const CONFIGS = ["wrangler.reader.toml", "wrangler.toml"] as const;

/** An environment as wrangler.toml writes it; without a name, that of a development machine. */
export function readEnvironment(name?: EnvironmentName): Environment {
  const { rawConfig } = experimental_readRawConfig({ config: CONFIG });
  const own = name === undefined ? rawConfig : rawConfig.env?.[name];
  if (!own) throw new Error(`wrangler.toml 里没有 [env.${name}]。`);
  return own as Environment;
}

/** Names of all bindings, by kind: every environment has to have the same. */
export const bindingsOf = ({ d1_databases, r2_buckets, services, queues }: Environment) => ({
  databases: (d1_databases ?? []).map(({ binding }) => binding),
  buckets: (r2_buckets ?? []).map(({ binding }) => binding),
  services: (services ?? []).map(({ binding }) => binding),
  producers: (queues?.producers ?? []).map(({ binding }) => binding),
  consumers: (queues?.consumers ?? []).map(({ dead_letter_queue }) => dead_letter_queue !== undefined),
});

export const queuesOf = ({ queues }: Environment): string[] => {
  const consumed = (queues?.consumers ?? []).flatMap(({ queue, dead_letter_queue }) => [queue, dead_letter_queue]);
  const named = [...(queues?.producers ?? []).map(({ queue }) => queue), ...consumed];
  return [...new Set(named.filter((queue) => queue !== undefined))];
};
