/** 52-bit mixing of two numbers (two 26-bit multiplicative lanes): collisions are negligible for millions of nodes. */
export function mix(a: number, b: number): number {
  const low = Math.imul((a ^ (b * 31)) | 0, 0x9e3779b1) >>> 6;
  const high = Math.imul(((a / 0x4000000) ^ (b / 0x4000000) ^ (b + 0x7f4a7c15)) | 0, 0x85ebca6b) >>> 6;
  const lane1 = Math.imul(low ^ (low >>> 13) ^ high, 0xc2b2ae35) >>> 6;
  const lane2 = Math.imul(high ^ (high >>> 11) ^ (a | 0), 0x27d4eb2f) >>> 6;
  return lane1 * 0x4000000 + lane2;
}

/** The same for a text. */
export function mixText(seed: number, text: string): number {
  let a = 0xdeadbeef ^ (seed | 0),
    b = 0x41c6ce57 ^ ((seed / 0x4000000) | 0);
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    a = Math.imul(a ^ c, 2654435761);
    b = Math.imul(b ^ c, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (a >>> 6) * 0x4000000 + (b >>> 6);
}
