/** The autumn of 2020, and what offices still have: sheets and scripts are written so that these read them. */
export const OLDEST_ENGINES = ["chrome86", "edge86", "firefox78", "safari14"];

/** These read both; esbuild leaves them out for corners (evaluation order, spread in an optional call) that no script stands on. */
export const SUPPORTED_SYNTAX = { destructuring: true, "optional-chain": true };
