/** The result of sealing contact data anew, for the API and the command. */
export interface Rotation {
  /** Sealed anew by this step. */
  resealed: number;
  /** The key that seals now, as the running site knows it; null if none is set. */
  newest: string | null;
  /** Every other key in the settings. */
  older: string[];
  /** Boxes that the newest key did not seal, by the key that did; a key not `known` is not in the settings. */
  otherwise: { key: string; boxes: number; known: boolean }[];
}
