import { createHash } from 'node:crypto';

import { remembered } from '../../model/remembered.js';
import type { Disk } from '../../shared/disk.js';
import { blobName } from './content.js';
import type { Source } from './results.js';

/** What was asked of a disk, and what it said: who asks the same again, and is told the same, comes to the same result. */
export interface DiskReads {
  readonly folders: readonly string[];
  /** Digest of what was in all of them. */
  readonly listing: string;
  readonly files: readonly string[];
  /** Names of what they held; of a file that could not be read the error. */
  readonly contents: readonly string[];
  /** Looked at and not read. */
  readonly places: readonly string[];
  readonly looks: readonly string[];
  /** The same of what lies there now, where the disk is another state of it. */
  readonly working?: DiskReads;
}

export const diskSource: Source<Disk, DiskReads> = {
  record,
  isSame: (disk) => {
    const answers = answersOf(disk);
    return (reads) => isSame(reads, answers);
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
      return {
        folders: [...folders.keys()],
        listing: digest([...folders.values()]),
        files: [...files.keys()],
        contents: [...files.values()],
        places: [...looks.keys()],
        looks: [...looks.values()],
        ...(inner && { working: inner }),
      };
    },
  };
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
    entries: remembered((folder) => told(() => entriesText(disk.entries(folder)))),
    content: remembered((file) => disk.blob?.(file) ?? told(() => blobName(disk.read(file)))),
    look: remembered((place) => told(() => lookText(disk.look(place)))),
    working: disk.working && answersOf(disk.working),
  };
}

/** Would all that was asked be told again? */
function isSame(reads: DiskReads, answers: Answers): boolean {
  return (
    digest(reads.folders.map(answers.entries)) === reads.listing &&
    reads.files.every((file, at) => answers.content(file) === reads.contents[at]) &&
    reads.places.every((place, at) => answers.look(place) === reads.looks[at]) &&
    (reads.working === undefined || (answers.working !== undefined && isSame(reads.working, answers.working)))
  );
}

function told(ask: () => string): string {
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
