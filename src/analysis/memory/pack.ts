import { crc32 } from 'node:zlib';

/** What is kept of one thing, as JSON or in lines of it. */
export interface Entry {
  /** Bytes of the body. */
  readonly size: number;
  readonly crc: number;
  /** Of what an earlier run kept it is read when it is asked for. */
  readonly body: Uint8Array;
}

/** Bytes of which parts are read when they are asked for. */
export interface Stored {
  readonly size: number;
  /** As many as are asked for, whatever has become of them since. */
  readonly read: (from: number, size: number) => Uint8Array;
}

/** JSON of a body, or undefined when it is not what was written. */
export function read(entry: Entry): unknown {
  return isWhole(entry) ? parsed(entry) : undefined;
}

/** Is the body what was written? */
export function isWhole({ body, crc }: Entry): boolean {
  return crc32(body) === crc;
}

/** JSON of a body that is whole. */
export function parsed(entry: Entry): unknown {
  return JSON.parse(textIn(entry.body));
}

/** Of bytes in UTF-8. */
export function textIn(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
}

/** Of bytes as they are, of anything else as JSON. */
export function entryOf(value: unknown): Entry {
  const body = value instanceof Uint8Array ? value : Buffer.from(JSON.stringify(value));
  return { size: body.byteLength, crc: crc32(body), body };
}

/** One file: a head that says what is in it, and entries that are taken apart only when they are asked for. */
export interface Pack<Head> {
  readonly head: Head;
  readonly entries: readonly Entry[];
}

interface Written<Head> {
  readonly head: Head;
  /** Columns: a third of the size, and half of the time to parse, of a list of objects. */
  readonly lengths: readonly number[];
  readonly crcs: readonly number[];
}

/** First line: tool, length and checksum of the head. Then the head, then the bodies one after the other. */
export function encode<Head>(tool: string, { head, entries }: Pack<Head>): Uint8Array[] {
  const written: Written<Head> = { head, lengths: entries.map(({ size }) => size), crcs: entries.map(({ crc }) => crc) };
  const text = Buffer.from(JSON.stringify(written));
  return [Buffer.from(`${firstLine(tool)} ${text.byteLength} ${crc32(text)}\n`), text, ...entries.map(({ body }) => body)];
}

/** undefined: another tool's, or its head is broken. Broken bodies show when they are read; what is cut off is not there. */
export function decode<Head>(tool: string, stored: Stored): Pack<Head> | undefined {
  const first = Buffer.from(stored.read(0, Math.min(stored.size, MAX_FIRST_LINE))).toString('latin1');
  const end = first.indexOf('\n');
  if (end < 0 || !first.startsWith(`${firstLine(tool)} `)) return undefined;
  const [length = -1, sum] = first
    .slice(firstLine(tool).length + 1, end)
    .split(' ')
    .map(Number);
  if (!(length >= 0 && end + 1 + length <= stored.size)) return undefined;
  const text = stored.read(end + 1, length);
  if (crc32(text) !== sum) return undefined;
  const { head, lengths, crcs } = JSON.parse(textIn(text)) as Written<Head>;
  return { head, entries: storedEntries(stored, { from: end + 1 + length, lengths, crcs }) };
}

const MAX_FIRST_LINE = 200;

function firstLine(tool: string): string {
  return `msa pack ${tool}`;
}

interface Bodies extends Pick<Written<unknown>, 'lengths' | 'crcs'> {
  readonly from: number;
}

function storedEntries(stored: Stored, { from, lengths, crcs }: Bodies): Entry[] {
  const entries: Entry[] = [];
  for (const [index, size] of lengths.entries()) {
    if (from + size > stored.size) break; // cut off
    entries.push(storedEntry(stored, from, { size, crc: crcs[index] ?? 0 }));
    from += size;
  }
  return entries;
}

function storedEntry(stored: Stored, from: number, { size, crc }: Pick<Entry, 'size' | 'crc'>): Entry {
  let known: Uint8Array | undefined;
  return {
    size,
    crc,
    get body() {
      return (known ??= stored.read(from, size));
    },
  };
}
