import { bombs } from "./bombs.ts";
import { sameAnswers } from "./denunciations.ts";
import { generatedRequests } from "./generated.ts";
import { growth } from "./growth.ts";
import { forms, publishers } from "./races.ts";
import { roleMatrix } from "./roles.ts";
import type { Attack, Outcome } from "./target.ts";

/** By the name under which each is asked for. What comes last may leave the site in disorder. */
export const ATTACKS: Readonly<Record<string, Attack>> = {
  roles: roleMatrix,
  denunciations: sameAnswers,
  requests: generatedRequests,
  growth,
  bombs,
  publishers,
  forms,
};

/** Lines to print: the trials, and their findings. */
export const tell = ({ name, tried, found, facts = [] }: Outcome): string[] => [
  `${found.length === 0 ? "✓" : "✗"} ${name}: ${tried} tried, ${found.length} found`,
  ...facts.map((fact) => `    ${fact}`),
  ...found.map((fault) => `  ! ${fault}`),
];
