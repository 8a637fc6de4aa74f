import { DockerfileParser } from 'dockerfile-ast';
import { expect, test } from 'vitest';

import { filesLike } from '../support/rendered.js';

const files = [...filesLike(/(^|\/)Dockerfile$/)].map(([where, text]) => [where, DockerfileParser.parse(text)] as const);

test('there are some', () => {
  expect(files).not.toEqual([]);
});

test.each(files)('%s is one of a production image', (_where, dockerfile) => {
  const instructions = dockerfile.getInstructions();
  const argumentsOf = (keyword: string) =>
    instructions.filter((one) => one.getKeyword() === keyword).map((one) => one.getArgumentsContent() ?? '');
  const commands = argumentsOf('RUN').join('\n');
  const last = instructions.findLastIndex((one) => one.getKeyword() === 'FROM');
  const inLastStage = (keyword: string) => instructions.slice(last).filter((one) => one.getKeyword() === keyword);

  for (const from of dockerfile.getFROMs()) expect(from.getImageTag(), from.getImage() ?? '').toMatch(/^\d+\.\d+/);
  expect(inLastStage('USER').map((one) => one.getArgumentsContent())).toEqual(['node']);
  expect(inLastStage('RUN')).toEqual([]);
  expect(inLastStage('HEALTHCHECK')).toHaveLength(1);
  // The process itself gets SIGTERM, and no shell that keeps it.
  expect(inLastStage('CMD').map((one) => one.getArgumentsContent())).toEqual([expect.stringMatching(/^\["node", /)]);
  expect(argumentsOf('ADD')).toEqual([]);
  expect(commands).toContain('npm ci');
  expect(commands).toContain('--omit=dev');
  expect(commands).not.toMatch(/npm (install|i)\b|sudo|curl [^\n]*\| *(ba)?sh/);
  expect(argumentsOf('ENV').join(' ')).not.toMatch(/(PASSWORD|SECRET|TOKEN|KEY)=/i);
  // Packages are copied before the source, so that a change of the source does not install them again.
  const order = argumentsOf('COPY').findIndex((what) => what.startsWith('package.json'));
  expect(order).toBe(0);
});
