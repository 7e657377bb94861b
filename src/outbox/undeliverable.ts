/** A failure that no further try can mend. */
export class Undeliverable extends Error {}
