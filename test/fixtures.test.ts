import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { analyze } from '../src/analysis/analyze.js';
import type { Family, Finding, Severity } from '../src/model/finding.js';
import { compareText } from '../src/model/location.js';
import type { System } from '../src/model/system.js';
import { check } from '../src/rules/check.js';
import { rules } from '../src/rules/index.js';

/** What `expected.json` of a small system holds; its README says what each part means. */
interface Expected {
  readonly services: readonly string[];
  readonly edges: readonly (readonly [from: string, to: string, style: 'sync' | 'async'])[];
  readonly datastores: readonly (readonly [service: string, engine: string])[];
  readonly findings: readonly { readonly rule: string; readonly services: readonly string[] }[];
  readonly notFindings: readonly string[];
}

/** Of a bundled system: datastores by their ids, findings of every family with their severity. */
interface ExpectedShop extends Omit<Expected, 'findings' | 'notFindings'> {
  readonly findings: readonly { readonly rule: string; readonly severity: Severity; readonly services: readonly string[] }[];
}

const FIXTURES = path.resolve('fixtures');
const SMALL = path.join(FIXTURES, 'small');
const FAMILIES: readonly Family[] = ['database-per-service', 'chatty-communication', 'god-service', 'distributed-monolith'];

describe.each(folders(SMALL))('%s', (topic) => {
  it.each(folders(path.join(SMALL, topic)))('%s', async (name) => {
    const root = path.join(SMALL, topic, name);
    // The file is ours and lies beside the case: its shape is part of the fixture.
    const expected = JSON.parse(readFileSync(path.join(root, 'expected.json'), 'utf8')) as Expected;
    const { system, findings } = await lint(root);
    // A case is about the anti-patterns, or about the rule of a pattern that its topic is called after.
    const reported = findings.filter((one) => isAntiPattern(one) || (isTold(one) && one.rule.endsWith(`/${topic}`)));

    expect(told(system, reported)).toEqual(wanted(expected));
    expect(reported.map(({ rule }) => rule).filter((rule) => expected.notFindings.includes(rule))).toEqual([]);
  });
});

/** Rules about the analysis itself have no system to show either. */
const adherence = rules.filter(({ meta: { family } }) => !FAMILIES.includes(family) && family !== 'msa');

describe.each(adherence)('$meta.id', ({ meta: { id } }) => {
  const topic = path.join(SMALL, id.split('/')[1] ?? '');

  it('is shown by a system in which it speaks, by one in which it is silent, and by a page', () => {
    const told = folders(topic).map((name) => {
      const { findings } = JSON.parse(readFileSync(path.join(topic, name, 'expected.json'), 'utf8')) as Expected;
      return findings.some(({ rule }) => rule === id);
    });
    expect(told).toContain(true);
    expect(told).toContain(false);
    expect(existsSync(path.join('docs', 'rules', `${id}.md`))).toBe(true);
  });
});

/** The bundled systems: what each is for, its README says. */
describe.each(['webshop', 'webshop-healthy'])('%s', (name) => {
  const root = path.join(FIXTURES, name);
  const expected = JSON.parse(readFileSync(path.join(root, 'expected.json'), 'utf8')) as ExpectedShop;

  it('is understood and judged as its expected.json says, without a manifest', async () => {
    const { system, findings } = await lint(root);
    expect(toldOfShop(system, findings)).toEqual(wantedOfShop(expected));
    expect(system.loose.filter(({ why }) => why !== 'external')).toEqual([]);
  });
});

describe('the bundled systems', () => {
  it('have findings in each of the four families, and none at all', async () => {
    const [sick, healthy] = await Promise.all(['webshop', 'webshop-healthy'].map((name) => lint(path.join(FIXTURES, name))));
    const found = new Set(sick?.findings.filter(isAntiPattern).map(({ antipattern }) => antipattern));
    expect(FAMILIES.filter((family) => !found.has(family))).toEqual([]);
    expect(healthy?.findings.filter(isTold).map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });
});

async function lint(root: string): Promise<{ readonly system: System; readonly findings: readonly Finding[] }> {
  const { analysis, manifest } = await analyze({ root });
  return { system: analysis.system, findings: check(analysis, { manifest }) };
}

function folders(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort(compareText);
}

function isTold({ severity }: Finding): boolean {
  return severity !== 'info';
}

function isAntiPattern(finding: Finding): boolean {
  return isTold(finding) && FAMILIES.includes(finding.antipattern);
}

/** Sets as sorted lists of short lines, so that a difference reads like one. */
interface Lines {
  readonly services: readonly string[];
  readonly edges: readonly string[];
  readonly datastores: readonly string[];
  readonly findings: readonly string[];
}

function told({ services, edges, datastores }: System, findings: readonly Finding[]): Lines {
  return {
    services: lines(services.map(({ name }) => name)),
    edges: lines(edges.filter(({ from, to }) => from !== to).map(({ from, to, style }) => edgeLine([from, to, style]))),
    datastores: lines(
      datastores
        .filter(({ role }) => role !== 'queue')
        .flatMap(({ engine, accessors }) => accessors.map(({ service }) => `${service} ${engine}`)),
    ),
    findings: lines(findings.map(findingLine)),
  };
}

function wanted({ services, edges, datastores, findings }: Expected): Lines {
  return {
    services: lines(services),
    edges: lines(edges.map(edgeLine)),
    datastores: lines(datastores.map(([service, engine]) => `${service} ${engine}`)),
    findings: lines(findings.map(findingLine)),
  };
}

function toldOfShop(system: System, findings: readonly Finding[]): Lines {
  const { services, edges } = told(system, []);
  const datastores = system.datastores.flatMap(({ id, accessors }) => accessors.map(({ service }) => `${service} ${id}`));
  return { services, edges, datastores: lines(datastores), findings: lines(findings.filter(isTold).map(severeLine)) };
}

function wantedOfShop({ services, edges, datastores, findings }: ExpectedShop): Lines {
  const { datastores: ids, ...rest } = wanted({ services, edges, datastores, findings: [], notFindings: [] });
  return { ...rest, datastores: ids, findings: lines(findings.map(severeLine)) };
}

function severeLine(finding: ExpectedShop['findings'][number]): string {
  return `${finding.severity} ${findingLine(finding)}`;
}

function edgeLine([from, to, style]: Expected['edges'][number]): string {
  return `${from} -> ${to} (${style})`;
}

function findingLine({ rule, services }: Expected['findings'][number]): string {
  return `${rule}: ${[...services].sort(compareText).join(', ')}`;
}

function lines(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort(compareText);
}
