/**
 * The target of the attack: a site of the command's own, or the application in a test. Nothing here knows how to reach another.
 */
export interface AttackTarget {
  /** A path of the site with its query; redirects are not followed. */
  ask: (path: string, init?: RequestInit) => Promise<Response>;
  /** A bearer token by what it is for. */
  tokens: Readonly<Record<string, string>>;
  /** The cookie of a signed-in person by role. */
  cookies: Readonly<Record<string, string>>;
  /** Slug of the one bureau that the officer acts for, and of another; each has a report of this year. */
  own: string;
  other: string;
  year: number;
  /** Numbers of a denunciation of the officer's bureau, of a question about the other, and of nothing. */
  numbers: Readonly<Record<"denunciation" | "elsewhere" | "missing", number>>;
  /** Bytes of memory that the site uses; null if that is not known. */
  memory: () => Promise<number | null>;
}

/** One attack's work and findings. */
export interface Outcome {
  name: string;
  /** How many requests were sent. */
  tried: number;
  /** One line each; none is as it should be. */
  found: string[];
  /** Numbers worth reading. */
  facts?: string[];
}

export type Attack = (target: AttackTarget, size: Size) => Promise<Outcome>;

/** How much of everything: small in CI, larger by hand. */
export interface Size {
  /** Generated requests to each operation. */
  requests: number;
  seed: number;
  publishers: number;
  forms: number;
  /** Bytes of a form that is too large. */
  formBytes: number;
  /** How often the text of a growth test is doubled. */
  doublings: number;
  /** Whether times are judged: not if other tests run beside. */
  times: boolean;
}

export const SMALL: Size = {
  requests: 12,
  seed: 20,
  publishers: 20,
  forms: 5,
  formBytes: 2_000_000,
  doublings: 1,
  times: false,
};
export const LARGE: Size = {
  requests: 200,
  seed: 0,
  publishers: 20,
  forms: 5,
  formBytes: 30_000_000,
  doublings: 5,
  times: true,
};
