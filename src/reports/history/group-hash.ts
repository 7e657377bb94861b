/** In groups of eight, which a person can compare. */
export const groupHash = (hash: string) => hash.replace(/(.{8})(?=.)/g, "$1 ");
