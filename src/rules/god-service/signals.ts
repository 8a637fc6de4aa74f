import type { Measures } from './measures.js';

/** Absolute limits; what lies within them is never a sign, however small the peers are. */
export interface Floors {
  readonly operations: number;
  readonly resources: number;
  readonly tables: number;
  readonly linesOfCode: number;
  readonly neighbours: number;
  readonly cohesion: number;
}

export interface Signal {
  readonly name: string;
  readonly value: number | undefined;
  /** Of the other services. */
  readonly median: number | undefined;
  readonly isPresent: boolean;
}

/** Below this share of the operations no resource is what the service is about. */
const BIGGEST_SHARE = 0.6;
/** Tables and lines differ much between healthy services, so they also have to be this many times the median. */
const TIMES = 3;
/** With fewer operations a low cohesion is a matter of chance. */
const MIN_OPERATIONS = 8;
/** Median absolute deviations from the median that make an outlier. */
const DEVIATIONS = 3;

/** The six signs: each needs an absolute limit and a value that stands out from the other services. */
export function signalsOf(one: Measures, peers: readonly Measures[], floors: Floors): Signal[] {
  return SIGNS.map(({ name, read, isOver, isSmallBad = false }) => {
    const value = read(one);
    const others = peers.flatMap((peer) => read(peer) ?? []);
    const median = medianOf(others);
    if (value === undefined || median === undefined) return { name, value, median, isPresent: false };
    const distance = isSmallBad ? median - value : value - median;
    const isPresent = isOver(value, { one, median, floors }) && distance > DEVIATIONS * spreadOf(others, median);
    return { name, value, median, isPresent };
  });
}

interface Sign {
  readonly name: string;
  readonly read: (measures: Measures) => number | undefined;
  readonly isOver: (value: number, scale: { readonly one: Measures; readonly median: number; readonly floors: Floors }) => boolean;
  readonly isSmallBad?: boolean;
}

const SIGNS: readonly Sign[] = [
  { name: 'operations', read: (m) => m.operations, isOver: (value, { floors }) => value > floors.operations },
  {
    name: 'root resources',
    read: (m) => m.resources,
    isOver: (value, { one, floors }) => value > floors.resources && one.biggestShare < BIGGEST_SHARE,
  },
  { name: 'tables', read: (m) => m.tables, isOver: (value, { median, floors }) => value >= floors.tables && value >= TIMES * median },
  {
    name: 'lines of code',
    read: (m) => m.linesOfCode,
    isOver: (value, { median, floors }) => value >= floors.linesOfCode && value >= TIMES * median,
  },
  { name: 'neighbours', read: (m) => m.fanIn + m.fanOut, isOver: (value, { floors }) => value >= floors.neighbours },
  {
    name: 'interface cohesion',
    read: (m) => m.cohesion,
    isOver: (value, { one, floors }) => one.operations >= MIN_OPERATIONS && value < floors.cohesion,
    isSmallBad: true,
  },
];

function medianOf(values: readonly number[]): number | undefined {
  const sorted = Float64Array.from(values).sort(); // by number, without a call for each pair
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2;
}

/** Median absolute deviation. */
function spreadOf(values: readonly number[], median: number): number {
  return medianOf(values.map((value) => Math.abs(value - median))) ?? 0;
}
