/** The autumn of 2020, and what offices still have: sheets and scripts are written so that these read them. */
export const OLDEST_ENGINES = ["chrome86", "edge86", "firefox78", "safari14"];
