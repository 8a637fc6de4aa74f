import { crc32 } from 'node:zlib';

/** How a file looked when its content was last read; equal looks, equal content. */
export interface Look {
  readonly size: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly ino: number;
}

/** The facts of one content as JSON. */
export interface Entry {
  readonly body: Uint8Array;
  readonly crc: number;
  /** How many times the pack was written since a run needed it. */
  readonly idle: number;
}

/** How a file looked, and the key of what it held. */
export interface FileMemory {
  readonly look: Look;
  readonly key: string;
}

export interface Pack {
  /** By content key. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** By path. */
  readonly files: ReadonlyMap<string, FileMemory>;
}

export const EMPTY: Pack = { entries: new Map(), files: new Map() };

/** Columns: a third of the size, and half of the time to parse, of a list of objects. */
interface Head {
  readonly keys: readonly string[];
  readonly lengths: readonly number[];
  readonly crcs: readonly number[];
  readonly idle: readonly number[];
  readonly paths: readonly string[];
  /** Index into `keys`. */
  readonly of: readonly number[];
  readonly sizes: readonly number[];
  readonly mtimes: readonly number[];
  readonly ctimes: readonly number[];
  readonly inos: readonly number[];
}

/** First line: tool, length and checksum of the head. Then the head, then the bodies one after the other. */
export function encode(tool: string, { entries, files }: Pack): Uint8Array[] {
  const keys = [...entries.keys()];
  const all = [...entries.values()];
  const known = [...files].filter(([, { key }]) => entries.has(key));
  const at = new Map(keys.map((key, index) => [key, index]));
  const head: Head = {
    keys,
    lengths: all.map(({ body }) => body.byteLength),
    crcs: all.map(({ crc }) => crc),
    idle: all.map(({ idle }) => idle),
    paths: known.map(([path]) => path),
    of: known.map(([, { key }]) => at.get(key) ?? 0),
    sizes: known.map(([, { look }]) => look.size),
    mtimes: known.map(([, { look }]) => look.mtimeMs),
    ctimes: known.map(([, { look }]) => look.ctimeMs),
    inos: known.map(([, { look }]) => look.ino),
  };
  const text = Buffer.from(JSON.stringify(head));
  return [Buffer.from(`${firstLine(tool)} ${text.byteLength} ${crc32(text)}\n`), text, ...all.map(({ body }) => body)];
}

/** What of the bytes is whole and of this tool; nothing of another tool's or of a broken head. Broken bodies show when they are read. */
export function decode(tool: string, bytes: Uint8Array): Pack {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = buffer.indexOf('\n');
  const first = buffer.toString('latin1', 0, Math.min(Math.max(end, 0), MAX_FIRST_LINE));
  if (!first.startsWith(`${firstLine(tool)} `)) return EMPTY;
  const [length = -1, sum] = first
    .slice(firstLine(tool).length + 1)
    .split(' ')
    .map(Number);
  const text = buffer.subarray(end + 1, end + 1 + length);
  if (text.byteLength !== length || crc32(text) !== sum) return EMPTY;
  return unfolded(JSON.parse(text.toString()) as Head, buffer.subarray(end + 1 + length));
}

const MAX_FIRST_LINE = 200;

function firstLine(tool: string): string {
  return `msa facts ${tool}`;
}

function unfolded(head: Head, bodies: Uint8Array): Pack {
  const entries = new Map<string, Entry>();
  let from = 0;
  for (const [index, key] of head.keys.entries()) {
    const to = from + (head.lengths[index] ?? 0);
    if (to > bodies.byteLength) break; // cut off
    entries.set(key, { body: bodies.subarray(from, to), crc: head.crcs[index] ?? 0, idle: head.idle[index] ?? 0 });
    from = to;
  }
  const files = new Map<string, FileMemory>();
  for (const [index, path] of head.paths.entries()) {
    const key = head.keys[head.of[index] ?? -1] ?? '';
    const number = (column: readonly number[]): number => column[index] ?? -1;
    const look = { size: number(head.sizes), mtimeMs: number(head.mtimes), ctimeMs: number(head.ctimes), ino: number(head.inos) };
    files.set(path, { look, key });
  }
  return { entries, files };
}

/** JSON of a body, or undefined when it is not what was written. */
export function read({ body, crc }: Entry): unknown {
  if (crc32(body) !== crc) return undefined;
  return JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString());
}

export function entryOf(value: unknown): Entry {
  const body = Buffer.from(JSON.stringify(value));
  return { body, crc: crc32(body), idle: 0 };
}

/** Facts that no run asked for in so many writes are let go. */
const MAX_IDLE = 30;

/** Entries worth writing: those of this run, then the most recently used, up to twice the size of the former and `maxBytes`. */
export function kept(entries: ReadonlyMap<string, Entry>, used: ReadonlySet<string>, maxBytes: number): Map<string, Entry> {
  const size = [...used].reduce((sum, key) => sum + (entries.get(key)?.body.byteLength ?? 0), 0);
  let left = Math.min(Math.max(2 * size, SMALL), maxBytes);
  const aged = [...entries].map(([key, entry]) => [key, { ...entry, idle: used.has(key) ? 0 : entry.idle + 1 }] as const);
  const out = new Map<string, Entry>();
  for (const [key, entry] of aged.sort(([, a], [, b]) => a.idle - b.idle)) {
    if (entry.idle > MAX_IDLE || entry.body.byteLength > left) continue;
    left -= entry.body.byteLength;
    out.set(key, entry);
  }
  return out;
}

/** Below this many bytes there is room for states of other branches, however small the system is. */
const SMALL = 4_000_000;
