import { createHash } from 'node:crypto';

const names = new WeakMap<Uint8Array, string>();

/** Name of a content as git gives it, so that what a commit holds is known without reading it. */
export function blobName(bytes: Uint8Array): string {
  const known = names.get(bytes);
  if (known !== undefined) return known;
  const name = createHash('sha1').update(`blob ${bytes.byteLength}\0`).update(bytes).digest('hex');
  names.set(bytes, name);
  return name;
}
