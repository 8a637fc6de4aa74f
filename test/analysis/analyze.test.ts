import { createHash } from 'node:crypto';
import type * as fsModule from 'node:fs';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import ts from 'typescript';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { isMap, parseDocument } from 'yaml';

import { analyze } from '../../src/analysis/analyze.js';
import type { Analysis, Report } from '../../src/model/analysis.js';
import type { Finding } from '../../src/model/finding.js';
import { json } from '../../src/report/json.js';
import { text } from '../../src/report/text.js';
import { check } from '../../src/rules/check.js';
import { report as sample } from '../report/sample.js';
import { folder } from '../support/msa.js';

type Fs = typeof fsModule;

/** In which order the disk names the entries of a folder: as it wants to, or mixed. */
const disk = vi.hoisted(() => ({ isMixed: false }));

vi.mock('node:fs', async (original) => {
  const fs = await original<Fs>();
  const shuffled = (...args: Parameters<Fs['readdirSync']>): unknown => {
    const entries: unknown[] = fs.readdirSync(...args);
    return disk.isMixed ? entries.sort((a, b) => mixed(a) - mixed(b)) : entries;
  };
  const mixed = (entry: unknown): number => {
    const name = typeof entry === 'string' ? entry : (entry as { readonly name: string }).name;
    return createHash('sha256').update(name).digest().readUInt32LE();
  };
  return { ...fs, readdirSync: shuffled };
});

afterEach(() => {
  disk.isMixed = false;
});

const SMALL = 'fixtures/small';
const COMPOSE = 'docker-compose.yml';
const systems = folders(SMALL).flatMap((topic) => folders(path.join(SMALL, topic)).map((name) => path.join(SMALL, topic, name)));

describe('what is found', () => {
  it.each(systems)('in %s does not depend on the order in which the disk names files', async (root) => {
    const expected = await original(root);
    disk.isMixed = true;
    const { analysis, findings } = await judged(root);
    expect(text(report(analysis, findings)) + jsonOf(analysis, findings)).toBe(
      text(report(expected.analysis, expected.findings)) + expected.json,
    );
  });

  it.each(systems.filter(hasOrder))('in %s does not depend on the order of the services in the compose file', async (root) => {
    const copy = await copied(root);
    const document = composeOf(root);
    const services: unknown = document.get('services');
    if (isMap(services)) services.items.reverse();
    writeFileSync(path.join(copy, COMPOSE), document.toString());
    const { json: after } = await judged(copy);
    expect(withoutComposeLines(after)).toBe(withoutComposeLines((await original(root)).json));
  });

  it.each(systems)('in %s has the same ids when its lines move', async (root) => {
    const copy = await copied(root);
    for (const file of filesOf(copy)) moveLines(file);
    const { analysis, findings } = await judged(copy);
    const expected = await original(root);
    expect(findings.map(subject)).toEqual(expected.findings.map(subject));
    expect(analysis.system.edges.length).toBe(expected.analysis.system.edges.length);
  });

  /** Judgements of the whole change with the whole: outliers of a fleet, the composite score, the share of sync edges. */
  it.each(systems.filter(isDiscovered))('in %s stays when an unrelated service comes', async (root) => {
    const relative = /^(god-service\/|distributed-monolith\/(distributed-monolith|synchronous-coupling)$)/;
    const copy = await copied(root);
    addService(copy);
    const { analysis, findings } = await judged(copy);
    const expected = (await original(root)).findings.filter(({ rule }) => !relative.test(rule));
    expect(analysis.system.services.map(({ name }) => name)).toContain('unrelated');
    expect(findings.map(subject)).toEqual(expect.arrayContaining(expected.map(subject)));
  });
});

interface Judged {
  readonly analysis: Analysis;
  readonly findings: readonly Finding[];
  readonly json: string;
}

const originals = new Map<string, Promise<Judged>>();

function original(root: string): Promise<Judged> {
  const known = originals.get(root) ?? judged(root);
  originals.set(root, known);
  return known;
}

async function judged(root: string): Promise<Judged> {
  const { analysis, manifest } = await analyze({ root });
  const findings = check(analysis, { manifest });
  return { analysis, findings, json: jsonOf(analysis, findings) };
}

function subject({ id, rule, severity, message }: Finding): string {
  return `${id} ${severity} ${rule} ${message}`;
}

function jsonOf(analysis: Analysis, findings: readonly Finding[]): string {
  return json(report(analysis, findings));
}

function report(analysis: Analysis, findings: readonly Finding[]): Report {
  return sample({ analysis, findings, lineOf: () => undefined });
}

function withoutComposeLines(report: string): string {
  return report
    .replaceAll(/(docker-compose\.yml):\d+(:\d+)?/g, '$1')
    .replaceAll(/("file": "docker-compose\.yml",)\s*"line": \d+,\s*"column": \d+/g, '$1');
}

async function copied(root: string): Promise<string> {
  const copy = await folder({});
  cpSync(root, copy, { recursive: true });
  return copy;
}

function filesOf(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [path.join(entry.parentPath, entry.name)] : [],
  );
}

/** Puts comments before about every third statement of a source file, or at the top of a YAML or env file. */
function moveLines(file: string): void {
  const source = readFileSync(file, 'utf8');
  if (/\.(ya?ml|env|prisma)$|\/\.env/.test(file)) writeFileSync(file, `${file.endsWith('prisma') ? '// note' : '# note'}\n${source}`);
  if (!/\.[mc]?[jt]sx?$/.test(file)) return;
  const places = statements(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true)).filter((at) => at % 3 === 0);
  writeFileSync(
    file,
    [...places].sort((a, b) => b - a).reduce((all, at) => `${all.slice(0, at)}// note\n${all.slice(at)}`, source),
  );
}

/** Where statements begin that begin their line. */
function statements(source: ts.SourceFile): number[] {
  const places: number[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStatement(node) && (ts.isBlock(node.parent) || ts.isSourceFile(node.parent))) places.push(node.getStart(source));
    node.forEachChild(visit);
  };
  visit(source);
  return places;
}

function hasCompose(root: string): boolean {
  return existsSync(path.join(root, COMPOSE));
}

/** A manifest names all services itself. */
function isDiscovered(root: string): boolean {
  return hasCompose(root) && !existsSync(path.join(root, 'msa.yaml'));
}

/** At least two services, and no alias, which must stand below its anchor. */
function hasOrder(root: string): boolean {
  if (!hasCompose(root)) return false;
  const services: unknown = composeOf(root).get('services');
  return isMap(services) && services.items.length > 1 && !/[*&]\w/.test(readFileSync(path.join(root, COMPOSE), 'utf8'));
}

function composeOf(root: string): ReturnType<typeof parseDocument> {
  return parseDocument(readFileSync(path.join(root, COMPOSE), 'utf8'));
}

function addService(root: string): void {
  const document = composeOf(root);
  document.setIn(['services', 'unrelated'], document.createNode({ build: './unrelated' }));
  const files = {
    [COMPOSE]: document.toString(),
    'unrelated/package.json': '{ "name": "unrelated", "dependencies": { "express": "^4.0.0" } }\n',
    'unrelated/Dockerfile': 'FROM node:20\nCMD ["node", "main.js"]\n',
    'unrelated/main.js':
      "const app = require('express')();\napp.get('/unrelated-weather', (req, res) => res.json({ sun: true }));\napp.listen(9999);\n",
  };
  mkdirSync(path.join(root, 'unrelated'));
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(root, name), content);
}

function folders(root: string): string[] {
  return readdirSync(root, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}
