import type { Location } from '../../model/location.js';
import type { Accessor, Edge } from '../../model/system.js';
import { jsonText } from '../json-text.js';
import { envValue } from './env-value.js';
import type { Explanation, Hop, Link, Way } from './explanation.js';
import type { Instead } from './instead.js';

/** For programs. Places are relative to the analysed root. */
export function whyJson({ from, to, paths, instead }: Explanation, version: string): string {
  return jsonText({
    schemaVersion: 1,
    tool: { name: 'msa', version },
    from,
    to,
    answer: paths.length === 0 ? 'none' : paths.some(({ length }) => length > 1) ? 'indirect' : 'direct',
    paths: paths.map((path) => path.map(hop)),
    ...(instead === undefined ? {} : { instead: insteadJson(instead) }),
  });
}

function hop(one: Hop) {
  if (one.kind === 'calls') return { kind: one.kind, from: one.from, to: one.to, edges: one.links.map(link) };
  const { from, accessor, store } = one;
  const { engine, role, proven, profiles } = store;
  return { kind: one.kind, from, to: store.id, engine, role, proven, profiles, ...access(accessor) };
}

function link({ edge, ways }: Link) {
  return { ...edgeJson(edge), ways: ways.map(way) };
}

function edgeJson({ protocol, style, name, confidence, operation, profiles, env = [], evidence }: Edge) {
  return {
    protocol,
    style,
    name,
    confidence,
    operation: operation ?? null,
    profiles,
    env: env.map(({ name: variable, entry, profile }) => ({ ...entryJson({ name: variable, entry }), profile })),
    evidence: evidence.map(place),
  };
}

function way({ entry, call }: Way) {
  const { kind, name, at } = entry;
  return {
    entry: { kind, name, location: place(at) },
    chain: call.chain.map(place),
    call: place(call.at),
    loops: call.loops.map(({ kind: loop, over, at: where }) => ({ kind: loop, over, location: place(where) })),
  };
}

function access({ access: kinds, tables, evidence, env }: Accessor) {
  return {
    access: kinds,
    tables: tables.map(({ table, access: kind, at }) => ({ table, access: kind, location: place(at) })),
    env: env === undefined ? [] : [entryJson(env)],
    evidence: evidence.map(place),
  };
}

function entryJson({ name, entry }: NonNullable<Accessor['env']>) {
  return { name, value: envValue(entry) ?? null, source: entry.source, location: place(entry.at) };
}

function insteadJson({ coverage, unread, loose, reverse, reversePath, callers }: Instead) {
  return {
    coverage: coverage ?? null,
    unread: unread ?? null,
    loose: loose.map(({ end, isNamed }) => ({ text: end.text, why: end.why, named: isNamed, evidence: end.evidence.map(place) })),
    reverse: reverse.map(edgeJson),
    reversePath: reversePath ?? null,
    callers,
  };
}

function place({ file, line, column, endLine, endColumn }: Location) {
  return { file, line, column, ...(endLine === undefined ? {} : { endLine }), ...(endColumn === undefined ? {} : { endColumn }) };
}
