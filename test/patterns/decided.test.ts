import { describe, expect, it } from 'vitest';

import { advise } from '../../src/advise/advise.js';
import { patterns } from '../../src/patterns/index.js';
import { check } from '../../src/rules/check.js';
import { loadTemplates } from '../../src/scaffold/layers/load.js';
import { readTemplates } from '../../src/scaffold/layers/read.js';
import { commandsOf } from '../../src/scaffold/suggest.js';
import { analyzeFiles } from '../../src/testing/analyze-files.js';
import { profiles } from '../support/profiles.js';
import { changed, diskOf, textsOf, wantedOf } from '../support/scaffold.js';
import { at, manifest as manifestOf } from '../support/system.js';

const SLOW = 120_000;
const templates = readTemplates([loadTemplates('templates', 'templates')]);
const advised = Object.entries(profiles).map(([name, answers]) => ({ name, advice: advise({ answers }, patterns) }));
const built = advised.flatMap(({ name, advice }) => {
  const commands = commandsOf(advice, templates);
  return commands.length === 0 ? [] : [{ name, advice, commands }];
});

/** Two services by the first command, and what stands before them by the others. */
function servicesOf(commands: readonly string[]): Record<string, readonly string[]> {
  const made = commands.flatMap((command) => {
    const [, name = '', layers = ''] = /^msa new service (\S+) --patterns (\S+)$/.exec(command) ?? [];
    return name === '' ? [] : (name === 'NAME' ? ['orders', 'payments'] : [name]).map((one) => [one, layers.split(',')] as const);
  });
  return Object.fromEntries(made);
}

describe('what is decided, built by the commands that are printed', () => {
  it.each(built)('keeps what was decided: $name', { timeout: SLOW }, async ({ advice, commands }) => {
    const services = servicesOf(commands);
    const answers = Object.fromEntries(
      Object.keys(services).map((name) => [name, { calls: name === 'orders' ? 'payments' : name === 'payments' ? '' : 'orders,payments' }]),
    );
    const { analysis, manifest = manifestOf() } = await analyzeFiles(textsOf(changed(diskOf({}), wantedOf(services, answers), templates)));
    const chosen = advice.patterns.flatMap(({ pattern, verdict }) =>
      verdict === 'adopt' || verdict === 'baseline' ? [{ name: pattern.id, verdict: 'adopt' as const, at: at('msa.yaml') }] : [],
    );
    const said = check(analysis, { manifest: { ...manifest, patterns: chosen } });
    expect(said.filter(({ severity }) => severity !== 'info').map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });

  it('is most of the golden profiles; the others begin with a modular monolith', () => {
    const monoliths = advised.filter(({ advice }) => advice.structure.choice === 'modular-monolith').map(({ name }) => name);
    expect([...built.map(({ name }) => name), ...monoliths].sort()).toEqual(Object.keys(profiles).sort());
    expect(built.length).toBeGreaterThan(monoliths.length);
  });
});
