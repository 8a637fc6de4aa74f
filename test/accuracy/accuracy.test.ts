import { execFile } from 'node:child_process';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

import { expect, it } from 'vitest';

import { folder } from '../support/msa.js';

const run = promisify(execFile);
/** Two services, a request in a loop, one database. */
const SYSTEM = 'fixtures/small/call-in-loop/graphql-field-resolver';

/** `what precision recall`, and what is missed and wrong, of the system held against a label. */
async function accuracy(label: string): Promise<string[]> {
  const root = await folder({});
  const [labels, into] = [path.join(root, 'labels'), path.join(root, 'into')];
  await mkdir(labels);
  await cp(SYSTEM, path.join(into, 'acme__books'), { recursive: true });
  await writeFile(path.join(labels, 'acme__books.yaml'), `repo: acme/books\ncommit: '${'0'.repeat(40)}'\n${label}`);
  const { stdout } = await run(process.execPath, ['test/accuracy/accuracy.mjs', '--labels', labels, '--into', into, '--verbose']);
  const [first = ''] = stdout.trim().split('\n\n');
  return first
    .split('\n')
    .slice(1)
    .map((line) => line.replace(/ precision (\S+).* recall (\S+).*/, ' $1 $2').trim())
    .map((line) => line.replaceAll(/\s+/g, ' '));
}

const SERVICES = 'services: [{ name: graph, path: graph }, { name: authors, path: authors }]\n';
const EDGE = 'edges: [{ from: graph, to: authors, protocol: http, style: sync }]\n';
const STORE = 'datastores: [{ engine: postgres, accessors: [graph] }]\n';
const LOOP = '{ kind: call-in-loop, from: graph, to: authors, evidence: [graph/src/main.ts:1] }';

it('what is right counts', async () => {
  expect(await accuracy(`${SERVICES}${EDGE}${STORE}findings: [${LOOP}]\n`)).toEqual([
    'services 1.000 1.000',
    'connections 1.000 1.000',
    'access to datastores 1.000 1.000',
    'chatty-communication 1.000 1.000',
    'all findings 1.000 1.000',
  ]);
});

it('what is missed and what is wrong count, and are named', async () => {
  const services = 'services: [{ name: graph, path: graph }, { name: writers, path: authors }, { name: mails, path: mails }]\n';
  const edge = 'edges: [{ from: graph, to: writers, protocol: queue, style: async }]\n';
  const findings = 'findings: [{ kind: shared-datastore, services: [graph, writers] }]\n';
  expect(await accuracy(services + edge + findings)).toEqual([
    'services 1.000 0.667',
    'missed: mails',
    'connections 0.000 0.000',
    'missed: graph -> writers async',
    'wrong: graph -> writers sync',
    'access to datastores 0.000 –',
    'wrong: graph postgres',
    'database-per-service – 0.000',
    'missed: shared-datastore graph, writers',
    'chatty-communication 0.000 –',
    expect.stringMatching(/^wrong: call-in-loop graph, writers \(graph\/src\/\w+\.ts:\d+\)$/),
    'all findings 0.000 0.000',
  ]);
});

it('what is optional or arguable counts neither way', async () => {
  const optional = (rows: string): string => rows.replaceAll(' }', ', optional: true }');
  const arguable = `findings: [${LOOP.replace(' }', ', confidence: arguable }')}]\n`;
  expect(await accuracy(optional(SERVICES) + optional(EDGE) + optional(STORE) + arguable)).toEqual([
    'services – –',
    'connections – –',
    'access to datastores – –',
  ]);
});
