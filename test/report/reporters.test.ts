import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { reporters } from '../../src/report/index.js';
import { at, service, system } from '../support/system.js';
import { hostileReport } from './hostile.js';
import { report, SHARED } from './sample.js';

const all = Object.entries(reporters);

describe.each(all)('%s', (name, reporter) => {
  const hostile = reporter(hostileReport());

  it('lets no name of the repository act in a terminal', () => {
    expect(hostile.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/);
    expect(hostile).not.toMatch(/\p{Surrogate}/u);
  });

  it('lets no name of the repository give orders to a CI runner', () => {
    expect(hostile).not.toMatch(/##[\w.]*\[/);
    const commands = hostile.split('\n').filter((line) => /^\s*::/.test(line));
    const own = /^::(error|warning|notice) (file=[^:,]+,line=\d+,endLine=\d+,col=\d+,endColumn=\d+,)?title=[^:,]+::/;
    expect(commands.filter((line) => name !== 'github' || !own.test(line))).toEqual([]);
  });

  it('ends with one line break, also where there is nothing', () => {
    for (const text of [hostile, reporter(report()), reporter(report({ findings: [] }))]) expect(text).toMatch(/[^\n]\n$/);
  });

  it('says the same for the same', () => {
    expect(reporter(hostileReport())).toBe(hostile);
  });

  it('tells a finding that has no place', () => {
    const { location: _, ...nowhere } = SHARED;
    const told = reporter(report({ findings: [{ ...nowhere, message: 'without a place', related: [] }] }));
    expect(told).toContain('without a place');
  });
});

describe('what was accepted', () => {
  const accepted = (['suppressed', 'baselined'] as const).map((state) => ({ ...SHARED, id: `${state}-id`, state, message: `is ${state}` }));
  const told = (name: string): string => reporters[name]?.(report({ findings: [{ ...SHARED, message: 'is new' }, ...accepted] })) ?? '';

  it.each(['text', 'compact', 'agent', 'github', 'gitlab', 'checkstyle', 'markdown'])('is left out by %s', (name) => {
    expect(told(name)).toContain('is new');
    expect(told(name)).not.toMatch(/is suppressed|is baselined/);
  });

  it.each(['text', 'compact', 'agent', 'github', 'markdown'])('is counted by %s', (name) => {
    expect(told(name)).toContain('1 error (1 suppressed, 1 baselined)');
  });

  it.each(['json', 'sarif'])('is marked by %s', (name) => {
    expect(told(name)).toMatch(/is suppressed[^]*is baselined/);
  });
});

describe('what a change adds', () => {
  const change = {
    since: 'main',
    commit: '0123456789',
    known: 2,
    gone: 0,
    services: ['mail'],
    edges: [{ from: 'orders', to: 'mail', protocol: 'http' as const, name: 'POST /mails' }],
    sharedTables: [],
    cycles: [],
  };

  it.each(['text', 'compact', 'agent', 'github', 'markdown'])('is told by %s', (name) => {
    const told = reporters[name]?.(report({ change })) ?? '';
    expect(told).toContain(
      'compared with main (01234567): 2 findings known, 0 gone\n+ service: mail\n+ edge: orders → mail, POST /mails (http)\n',
    );
    expect(reporters[name]?.(report())).not.toContain('compared with');
  });
});

describe('files', () => {
  const prefixes = { repository: 'shop/', folder: '../shop/' };
  const told = (name: string): string => reporters[name]?.(report({ prefixes })) ?? '';

  it.each(['sarif', 'github', 'gitlab', 'junit', 'checkstyle', 'markdown'])('are called from the top of the repository by %s', (name) => {
    expect(told(name)).toMatch(/(?<![\w./])shop\/services\/billing\/src\/db\.ts/);
  });

  it.each(['compact', 'agent'])('are called from the working folder by %s', (name) => {
    expect(told(name)).toContain('../shop/services/billing/src/db.ts');
  });

  it.each(['text', 'json'])('are called from the root by %s', (name) => {
    expect(told(name)).not.toContain('shop/services');
  });

  it('of findings without a place are the manifest, or what deploys the service', () => {
    const { location: _, ...nowhere } = { ...SHARED, related: [], services: ['orders'] };
    const base = report().analysis;
    const orders = service('orders', { at: at('docker-compose.yml', 7, 3) });
    const told = (declared: boolean): string =>
      reporters.gitlab?.(
        report({
          findings: [nowhere],
          analysis: {
            ...base,
            system: system({
              services: [orders],
              ...(declared
                ? {
                    declared: {
                      file: 'msa.yaml',
                      datastores: [],
                      services: [{ name: 'orders', path: 'orders', exists: true, at: at('msa.yaml', 3, 3) }],
                    },
                  }
                : {}),
            }),
          },
        }),
      ) ?? '';
    expect(JSON.parse(told(false))).toMatchObject([{ location: { path: 'docker-compose.yml', lines: { begin: 7 } } }]);
    expect(JSON.parse(told(true))).toMatchObject([{ location: { path: 'msa.yaml', lines: { begin: 3 } } }]);
  });
});

it('the help of lint names every format', () => {
  const help = readFileSync('src/commands/lint.ts', 'utf8');
  for (const [name] of all) expect(help).toMatch(new RegExp(`description: '.*\\b${name}\\b.*repeatable`));
});
