import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Edge, System } from '../../src/model/system.js';
import { json } from '../../src/report/json.js';
import { text } from '../../src/report/text.js';
import { check } from '../../src/rules/check.js';
import { report as sample } from '../report/sample.js';
import { accessor, analysis, at, call, datastore, edge, flow, loop, operation, reads, service, system, writes } from '../support/system.js';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'];
const name = fc.constantFrom(...NAMES);
const edges = fc.array(
  fc
    .record({
      from: name,
      to: name,
      confidence: fc.constantFrom<Edge['confidence'][]>('static', 'inferred'),
      isEvent: fc.boolean(),
      number: fc.nat(12),
    })
    .map(({ from, to, confidence, isEvent, number }) =>
      edge(from, to, {
        confidence,
        name: `GET /${number}`,
        ...(isEvent ? ({ style: 'async', protocol: 'event' } as const) : {}),
        evidence: [at(`${from}.ts`, number + 1)],
      }),
    ),
  { maxLength: 40 },
);
const tables = fc.array(fc.tuple(fc.constantFrom('order', 'invoice', 's.customer'), fc.boolean()), { maxLength: 4 });
const accessors = fc.uniqueArray(fc.record({ of: name, tables }), { selector: ({ of }) => of, maxLength: 5 });
const datastores = fc
  .uniqueArray(fc.record({ database: fc.constantFrom('x', 'y', 'z'), accessors }), { selector: ({ database }) => database, maxLength: 3 })
  .map((list) =>
    list.map(({ database, accessors: all }) =>
      datastore(
        all.map((one) => accessor(one.of, { tables: one.tables.map(([table, isWrite]) => (isWrite ? writes(table) : reads(table))) })),
        { id: `postgres://db:5432/${database}`, database },
      ),
    ),
  );
const flows = fc.array(
  fc.record({ from: name, entry: fc.nat(4), to: name, line: fc.nat(5), isLoop: fc.boolean() }).map(({ from, entry, to, line, isLoop }) =>
    flow(from, [call(to, { at: at(`${from}.ts`, line + 1), operation: `GET /${entry}`, loops: isLoop ? [loop()] : [] })], {
      name: `GET /${entry}`,
    }),
  ),
  { maxLength: 20 },
);
const systems = fc.record({ edges, datastores, flows }).map((parts) =>
  system({
    ...parts,
    services: NAMES.map((one, index) =>
      service(one, { operations: Array.from({ length: index }, (_, number) => operation(`GET /r${number}/x`)) }),
    ),
    packages: [{ name: 'lib', path: 'lib', users: [], entities: [], dataAccess: [], logic: [] }],
  }),
);

function reports(built: System): string {
  const findings = check(analysis(built), { today: '2030-06-15' });
  const report = sample({ analysis: analysis({ ...built, services: [], edges: [], datastores: [] }), findings });
  return text(report) + json(report);
}

describe('findings', () => {
  it('do not depend on the order of anything in the system', () => {
    const shuffled = systems.chain((built) =>
      fc.record({
        built: fc.constant(built),
        services: fc.shuffledSubarray([...built.services], { minLength: built.services.length }),
        edges: fc.shuffledSubarray([...built.edges], { minLength: built.edges.length }),
        datastores: fc.shuffledSubarray([...built.datastores], { minLength: built.datastores.length }),
        flows: fc.shuffledSubarray([...built.flows], { minLength: built.flows.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ built, ...parts }) => {
        expect(reports({ ...built, ...parts })).toBe(reports(built));
      }),
      { numRuns: 150 },
    );
  });

  /**
   * Judgements of the whole change with the whole: what is an outlier (god-service) and which share of the services is
   * concerned (the composite score, the coupling figures).
   */
  it('stay when a service comes that has nothing to do with them', () => {
    const relative = /^(god-service\/|distributed-monolith\/(distributed-monolith|synchronous-coupling)$)/;
    const ids = (built: System): string[] => check(analysis(built), {}).flatMap(({ rule, id }) => (relative.test(rule) ? [] : id));
    fc.assert(
      fc.property(systems, (built) => {
        const more = { ...built, services: [...built.services, service('unrelated', { operations: [operation('GET /u')] })] };
        expect(ids(more)).toEqual(expect.arrayContaining(ids(built)));
      }),
      { numRuns: 100 },
    );
  });

  it('have unique ids', () => {
    fc.assert(
      fc.property(systems, (built) => {
        const ids = check(analysis(built), {}).map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 100 },
    );
  });

  it('are no errors where all edges are inferred', () => {
    fc.assert(
      fc.property(systems, (built) => {
        const guessed = {
          ...built,
          datastores: [],
          edges: built.edges.map((one) => ({ ...one, confidence: 'inferred' as const })),
          flows: built.flows.map((one) => ({ ...one, calls: one.calls.map((item) => ({ ...item, confidence: 'inferred' as const })) })),
        };
        expect(check(analysis(guessed), {}).filter(({ severity }) => severity === 'error')).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
