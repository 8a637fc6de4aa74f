import { expect, it } from 'vitest';

import { placedYaml } from '../../src/shared/placed-yaml.js';

const TEXT = 'version: 1\nanswers:\n  teams: one\n  clients:\n    - iot\n    - { name: mars }\n';

it.each([
  [[], 'a.yaml:1:1'],
  [['version'], 'a.yaml:1:1'],
  [['answers'], 'a.yaml:2:1'],
  [['answers', 'clients'], 'a.yaml:4:3'],
  [['answers', 'clients', '0'], 'a.yaml:5:7'],
  [['answers', 'clients', '1', 'name'], 'a.yaml:6:9'],
  [['answers', 'clients', '1', 'nothing', 'of', 'it'], 'a.yaml:6:7'],
])('%j stands at %s', (path, at) => {
  const yaml = placedYaml(TEXT, 'a.yaml');
  expect(yaml.value).toEqual({ version: 1, answers: { teams: 'one', clients: ['iot', { name: 'mars' }] } });
  expect(yaml.at(path)).toBe(at);
});

it.each([
  ['a: [1\nb: 2\n', 'a.yaml:2:1'],
  ['a: 1\na: 2\n', 'a.yaml:2:1'],
  ['a: &a [x, x]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\nd: [*c, *c, *c, *c]\n', 'a.yaml:1:1'],
])('%j is broken', (text, at) => {
  const { broken, value } = placedYaml(text, 'a.yaml', 10);
  expect(broken?.at).toBe(at);
  expect(value).toBeUndefined();
});
