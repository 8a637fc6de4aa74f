import { expect, it } from 'vitest';
import { parse } from 'yaml';

import { rules } from '../../src/rules/index.js';
import { folder, msa } from '../support/msa.js';
import { clean } from '../support/shop.js';
import { transcript } from '../support/transcript.js';

const LOOP = 'chatty-communication/call-in-loop';
const MANIFEST = `extends: [strict, ./shared.yaml]
rules:
  ${LOOP}: { severity: info, literal: 5 }
overrides:
  - services: [orders]
    rules: { ${LOOP}: off }
ignore:
  - { rule: database-per-service/shared-datastore, reason: planned, expires: 2999-12-31 }
exclude: [legacy]
`;
const files = { ...clean, 'msa.yaml': MANIFEST, 'shared.yaml': 'rules: { god-service/hub-service: off }\n' };

it('prints, verifies and describes the configuration (vitest -u writes the page anew)', async () => {
  const cwd = await folder(files);
  const wrong = await folder({
    ...clean,
    'msa.yaml': `extends: strict\noverrides:\n  - services: [orders]\n    rules: { call-in-loop: off }\n`,
  });
  const runs = [
    { args: ['config'], cwd },
    { args: ['config', '--verify'], cwd },
    { args: ['config', '--verify'], cwd: await folder(clean) },
    { args: ['config', '--verify'], cwd: wrong },
    { args: ['config', '--verify', '--schema'], cwd },
    { args: ['config', '--root', 'nowhere'], cwd },
    { args: ['config', '--config', 'nowhere.yaml'], cwd },
  ];
  const pages: string[] = [];
  for (const { args, cwd: at } of runs) pages.push(transcript(`msa ${args.join(' ')}`, await msa(args, { cwd: at })));
  await expect(pages.join('\n')).toMatchFileSnapshot('golden/config.txt');
});

it('what it prints is a configuration that says the same', async () => {
  const first = await msa(['config'], { cwd: await folder(files) });
  const again = await msa(['config'], { cwd: await folder({ ...clean, 'msa.yaml': first.stdout }) });
  expect(parse(again.stdout)).toEqual(parse(first.stdout));
});

it('the schema has the options of every rule', async () => {
  const { code, stdout, stderr } = await msa(['config', '--schema']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { properties } = JSON.parse(stdout) as {
    properties: { rules: { properties: Record<string, { anyOf: { properties?: object }[] }> } };
  };
  for (const { meta } of rules) {
    expect(Object.keys(properties.rules.properties[meta.id]?.anyOf[1]?.properties ?? {})).toEqual([
      'severity',
      ...Object.keys(meta.options),
    ]);
  }
});
