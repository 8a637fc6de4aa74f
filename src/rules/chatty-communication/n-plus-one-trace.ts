import type { Location } from '../../model/location.js';
import { compareText } from '../../model/location.js';
import { defineRule } from '../../model/rule.js';
import type { System } from '../../model/system.js';
import type { Span } from '../../model/trace.js';
import type { Violation } from '../../model/finding.js';
import { groupBy } from '../../shared/group-by.js';
import { recordedCalls, type RecordedCall } from './recorded-calls.js';

export const nPlusOneTrace = defineRule({
  meta: {
    id: 'chatty-communication/n-plus-one-trace',
    family: 'chatty-communication',
    summary: 'In recorded traces no request asks another service for one thing after the other.',
    why: 'A call for each item of a list adds a round trip for each: the request gets slower with its data, and the other service gets that many requests.',
    fix: 'Ask once for all items: an operation that takes a list of ids, a batch endpoint or a data loader.',
    severity: 'warning',
    sources: [
      'perf-sentinel: five calls of one template with other parameters under one parent within half a second; more than 15 calls in one trace',
    ],
    exempt: [
      'runs without `--traces`',
      'the same call again and again: a retry, or a poll',
      'databases, brokers, and peers that are no service of the system',
    ],
    example: 'GET /orders of orders calls GET /customers/{} of customers 24 times within 180 ms, each time for another customer.',
    measures: ['calls'],
    options: {
      calls: { type: 'integer', minimum: 2, default: 5, description: 'From this many calls of one kind under one parent.' },
      errorFrom: { type: 'integer', minimum: 2, default: 10, description: 'From this many it is an error.' },
      within: { type: 'integer', minimum: 1, default: 500, description: 'Milliseconds between the first and the last of them.' },
      trace: {
        type: 'integer',
        minimum: 2,
        default: 15,
        description: 'More calls between services than this in one trace are too many, of whatever kind.',
      },
    },
  },
  *check(system, limits, { analysis }) {
    const calls = recordedCalls(analysis.traces ?? [], system);
    const repeated = [
      ...groupBy(calls, ({ span, peer, template }) => JSON.stringify([span.trace, span.parent, peer, template])).values(),
    ].flatMap((same) => burstOf(same, limits) ?? []);
    for (const bursts of groupBy(repeated, ({ caller, peer, template }) => JSON.stringify([caller, peer, template])).values())
      yield repetition(system, bursts, limits.errorFrom);
    const told = new Set(repeated.map(({ trace }) => trace));
    const long = [
      ...groupBy(
        calls.filter(({ span }) => !told.has(span.trace)),
        ({ span }) => span.trace,
      ).values(),
    ].filter((all) => all.length > limits.trace);
    const begun = long.map((all) => ({ all, root: rootOf(all, analysis.traces ?? []) }));
    for (const same of groupBy(begun, ({ all, root }) => JSON.stringify([all[0]?.caller, root.name])).values())
      yield longTrace(system, same);
  },
});

interface Burst extends Pick<RecordedCall, 'caller' | 'peer' | 'template'> {
  readonly count: number;
  readonly trace: string;
  readonly file: string;
  readonly milliseconds: number;
}

/** The most calls with different parameters that lie close together. */
function burstOf(same: readonly RecordedCall[], { calls, within }: { readonly calls: number; readonly within: number }): Burst | undefined {
  const sorted = [...same].sort((a, b) => a.span.start - b.span.start);
  const windows = sorted.map((first, index) => {
    const inside = sorted.slice(index).filter(({ span }) => span.start - first.span.start <= within);
    const asked = inside.flatMap(({ asked: what }) => what ?? []);
    return {
      count: asked.length === 0 ? inside.length : new Set(asked).size,
      milliseconds: (inside.at(-1)?.span.start ?? 0) - first.span.start,
    };
  });
  const [best] = windows.sort((a, b) => b.count - a.count);
  const [call] = same;
  if (best === undefined || call === undefined || best.count < calls) return undefined;
  const { caller, peer, template, span } = call;
  return { caller, peer, template, ...best, trace: span.trace, file: span.file };
}

function repetition(system: System, bursts: readonly Burst[], errorFrom: number): Violation {
  const [worst] = [...bursts].sort((a, b) => b.count - a.count || compareText(a.trace, b.trace));
  if (worst === undefined) throw new Error('a group has members');
  const { caller, peer, template, count, milliseconds, trace, file } = worst;
  const traces = new Set(bursts.map((burst) => burst.trace)).size;
  return {
    message: `${caller} calls ${template} of ${peer} ${count} times within ${Math.round(milliseconds)} ms for one request${traces > 1 ? `, in ${traces} traces` : ''}`,
    services: [caller, peer],
    subject: template,
    at: placeOf(system, caller, peer),
    related: [{ file, line: 1, column: 1, message: `trace ${trace}` }],
    severity: count >= errorFrom ? 'error' : 'warning',
    confidence: 'high',
    metrics: { calls: count, traces },
  };
}

interface LongTrace {
  readonly all: readonly RecordedCall[];
  readonly root: Span;
}

function longTrace(system: System, same: readonly LongTrace[]): Violation {
  const [worst] = [...same].sort((a, b) => b.all.length - a.all.length || compareText(a.root.trace, b.root.trace));
  const [first] = worst?.all ?? [];
  if (worst === undefined || first === undefined) throw new Error('a group has members');
  const { all, root } = worst;
  const services = [...new Set([first.caller, ...all.flatMap(({ caller, peer }) => [caller, peer])])];
  return {
    message: `${root.name} of ${first.caller} makes ${all.length} calls between ${services.length} services for one request${same.length > 1 ? `, in ${same.length} traces` : ''}`,
    services,
    subject: root.name,
    at: placeOf(system, first.caller, first.peer),
    related: [{ file: root.file, line: 1, column: 1, message: `trace ${root.trace}` }],
    confidence: 'high',
    metrics: { calls: all.length, traces: same.length },
  };
}

/** The span with which the trace begins, as far as it was recorded. */
function rootOf([first]: readonly RecordedCall[], spans: readonly Span[]): Span {
  if (first === undefined) throw new Error('a group has members');
  const own = spans.filter(({ trace }) => trace === first.span.trace);
  return own.find(({ parent }) => parent === undefined) ?? first.span;
}

/** Where code makes the call, if only one connection can be meant; else the caller. */
function placeOf(system: System, caller: string, peer: string): Location {
  const edges = system.edges.filter(({ from, to, style }) => from === caller && to === peer && style === 'sync');
  const service = system.services.find(({ name }) => name === caller);
  return (edges.length === 1 ? edges[0]?.evidence[0] : undefined) ?? service?.at ?? { file: '.', line: 1, column: 1 };
}
