import { createHash } from 'node:crypto';

import { remembered } from '../../model/remembered.js';
import { blobName } from '../../shared/blob-name.js';
import type { Disk } from '../../shared/disk.js';
import { once } from '../../shared/once.js';
import type { Source } from './results.js';

/** What was asked of a disk. */
export interface DiskAsked {
  readonly folders: readonly string[];
  readonly files: readonly string[];
  /** Looked at and not read. */
  readonly places: readonly string[];
  /** The same of what lies there now, where the disk is another state of it. */
  readonly working?: DiskAsked;
}

/**
 * Digests of what it said: who asks the same again, and is told the same, comes to the same result. Of all folders, of all files
 * (their names as git gives them, or the error), of all places; then of what lies there now.
 */
export type DiskTold = readonly string[];

export const diskSource: Source<Disk, DiskAsked, DiskTold> = {
  record,
  isSame: (disk) => {
    const answers = answersOf(disk);
    return (asked) => {
      const digests = digestsOf(asked, answers);
      return (told) => told.length === digests.length && digests.every((now, at) => now() === told[at]);
    };
  },
};

/** A disk that writes down what it is asked. What is not there is written down too: it may come. */
function record(disk: Disk): ReturnType<typeof diskSource.record> {
  const [folders, files, looks] = [new Map<string, string>(), new Map<string, string>(), new Map<string, string>()];
  const working = disk.working && record(disk.working);
  let isTorn = false;

  function note(into: Map<string, string>, place: string, answer: string): void {
    if ((into.get(place) ?? answer) !== answer) isTorn = true;
    into.set(place, answer);
  }

  function heard<T>(into: Map<string, string>, place: string, { ask, text }: { ask: () => T; text: (answer: T) => string }): T {
    try {
      const answer = ask();
      note(into, place, text(answer));
      return answer;
    } catch (error) {
      note(into, place, errorText(error));
      throw error;
    }
  }

  return {
    source: {
      entries: (folder) => heard(folders, folder, { ask: () => disk.entries(folder), text: entriesText }),
      look: (place) => heard(looks, place, { ask: () => disk.look(place), text: lookText }),
      read: (file) => heard(files, file, { ask: () => disk.read(file), text: blobName }),
      blob: (file) => {
        const blob = disk.blob?.(file);
        if (blob !== undefined) note(files, file, blob);
        return blob;
      },
      ...(working && { working: working.source }),
    },
    reads: () => {
      const inner = working?.reads();
      if (isTorn || (working && inner === undefined)) return undefined;
      // What a file holds says how it looks.
      for (const [file, content] of files) if (!isError(content)) looks.delete(file);
      const [askedFolders, askedFiles, places] = [folders, files, looks].map(inOrder);
      const asked = { folders: keysOf(askedFolders), files: keysOf(askedFiles), places: keysOf(places) };
      const told = [askedFolders, askedFiles, places].map((answers = []) => digest(answers.map(([, answer]) => answer)));
      return inner ? { asked: { ...asked, working: inner.asked }, told: [...told, ...inner.told] } : { asked, told };
    },
  };
}

type Heard = readonly (readonly [place: string, answer: string])[];

/** Whatever was asked first: who recalls a part asks in another order. */
function inOrder(heard: ReadonlyMap<string, string>): Heard {
  return [...heard].sort(([a], [b]) => (a < b ? -1 : 1));
}

function keysOf(heard: Heard = []): string[] {
  return heard.map(([place]) => place);
}

/** Answers of a disk as texts; each is asked for once. */
interface Answers {
  readonly entries: (folder: string) => string;
  readonly content: (file: string) => string;
  readonly look: (place: string) => string;
  readonly working: Answers | undefined;
}

function answersOf(disk: Disk): Answers {
  return {
    entries: remembered((folder) => answered(() => entriesText(disk.entries(folder)))),
    content: remembered((file) => disk.blob?.(file) ?? answered(() => blobName(disk.read(file)))),
    look: remembered((place) => answered(() => lookText(disk.look(place)))),
    working: disk.working && answersOf(disk.working),
  };
}

/** Each is made when it is asked for: where folders differ, files need not be read. */
function digestsOf({ folders, files, places, working }: DiskAsked, answers: Answers): (() => string)[] {
  const own = [
    once(() => digest(folders.map(answers.entries))),
    once(() => digest(files.map(answers.content))),
    once(() => digest(places.map(answers.look))),
  ];
  if (working === undefined) return own;
  // A disk without what lies there now is never told the same.
  return [...own, ...(answers.working === undefined ? [] : digestsOf(working, answers.working))];
}

function answered(ask: () => string): string {
  try {
    return ask();
  } catch (error) {
    return errorText(error);
  }
}

const ERROR = '!';

function errorText(error: unknown): string {
  return `${ERROR}${error instanceof Error && 'code' in error ? String(error.code) : String(error)}`;
}

function isError(answer: string): boolean {
  return answer.startsWith(ERROR);
}

function entriesText(entries: ReturnType<Disk['entries']>): string {
  return entries
    .map(({ name, kind }) => `${name}/${kind}`)
    .sort()
    .join('\0');
}

/** A folder's size says nothing, and grows. */
function lookText(look: ReturnType<Disk['look']>): string {
  if (look === undefined) return '';
  return look.kind === 'file' ? `file ${look.size}` : look.kind;
}

function digest(texts: readonly string[]): string {
  return createHash('sha1').update(texts.join('\n')).digest('hex');
}
