/** What turns numbers into colours. All else in a profile names things: the screen and its serial number, who measured it, when. */
const KEPT_TAGS = /^(?:[rgb]XYZ|[rgbk]TRC|wtpt|bkpt|chad|chrm|cicp|A2B[0-3]|B2A[0-3]|D2B[0-3]|B2D[0-3]|gamt)$/;
const HEADER_BYTES = 128;
const MOST_TAGS = 200;
/** Program, time, system, maker, model, maker of the profile, its digest. */
const TELLS: readonly (readonly [number, number])[] = [
  [4, 8],
  [24, 36],
  [40, 44],
  [48, 64],
  [80, 128],
];

/** Takes out of an ICC profile, in its place, what tells of the device and its owner; false if it is none. */
export function blankProfile(profile: Uint8Array): boolean {
  const view = new DataView(profile.buffer, profile.byteOffset, profile.byteLength);
  if (profile.length < HEADER_BYTES + 4 || view.getUint32(36) !== 0x61637370) return false;
  const count = view.getUint32(HEADER_BYTES);
  const first = HEADER_BYTES + 4 + count * 12;
  if (count > MOST_TAGS || first > profile.length) return false;
  const kept = new Uint8Array(profile.length).fill(1, 0, first);
  for (let at = HEADER_BYTES + 4; at < first; at += 12)
    if (KEPT_TAGS.test(String.fromCharCode(...profile.subarray(at, at + 4))))
      kept.fill(1, view.getUint32(at + 4), view.getUint32(at + 4) + view.getUint32(at + 8));
  for (const [from, to] of TELLS) profile.fill(0, from, to);
  for (let at = first; at < profile.length; at += 1) if (kept[at] === 0) profile[at] = 0;
  return true;
}
