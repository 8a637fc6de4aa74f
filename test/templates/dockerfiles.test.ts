import { type Dockerfile, DockerfileParser } from 'dockerfile-ast';
import { describe, expect, test } from 'vitest';

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

/** Arguments of an instruction with the line that it stands in: what hadolint would show. */
type Shown = readonly string[];

function linesOf(dockerfile: Dockerfile, keyword: string, isWrong: (what: string) => boolean): Shown {
  const all = dockerfile.getInstructions().filter((one) => one.getKeyword() === keyword);
  return all.map((one) => (one.getArgumentsContent() ?? '').trim()).filter(isWrong);
}

function repeated(names: readonly (string | null | undefined)[]): Shown {
  const known = names.flatMap((name) => name ?? []);
  return known.filter((name, at) => known.indexOf(name) < at);
}

/** Words of a COPY that are no flags. */
const placesOf = (what: string): readonly string[] => what.split(/\s+/).filter((word) => !word.startsWith('--'));

/** Stages, each from its FROM on. */
function stagesOf(dockerfile: Dockerfile): readonly (readonly string[])[] {
  const stages: string[][] = [];
  for (const one of dockerfile.getInstructions()) {
    if (one.getKeyword() === 'FROM') stages.push([]);
    stages.at(-1)?.push(one.getKeyword());
  }
  return stages;
}

/** Rules of hadolint that a test of its own above does not hold already: what breaks each. */
const HADOLINT: Readonly<Record<string, (dockerfile: Dockerfile) => Shown>> = {
  'DL3000 WORKDIR is absolute': (file) => linesOf(file, 'WORKDIR', (what) => !what.startsWith('/')),
  'DL3003 WORKDIR, not cd': (file) => linesOf(file, 'RUN', (what) => /(^|&&|;)\s*cd\s/.test(what)),
  'DL3008, DL3018 no unpinned packages of the system': (file) => linesOf(file, 'RUN', (what) => /\b(apt|apt-get|apk|yum|dnf)\b/.test(what)),
  'DL3011 ports that there are': (file) => linesOf(file, 'EXPOSE', (what) => !(Number(what) > 0 && Number(what) < 65_536)),
  'DL3012 one HEALTHCHECK a stage': (file) => stagesOf(file).flatMap((stage) => repeated(stage.filter((word) => word === 'HEALTHCHECK'))),
  'DL3021 several sources go to a folder': (file) =>
    linesOf(file, 'COPY', (what) => placesOf(what).length > 2 && !/\/$|^\.$/.test(placesOf(what).at(-1) ?? '')),
  'DL3022 copies are from stages that there are': (file) => {
    const stages = file.getFROMs().map((from) => from.getBuildStage());
    return file.getCOPYs().flatMap((copy) => {
      const stage = copy.getFromFlag()?.getValue();
      return stage === undefined || stages.includes(stage) ? [] : [stage ?? 'nothing'];
    });
  },
  'DL3024 stages have names of their own': (file) => repeated(file.getFROMs().map((from) => from.getBuildStage())),
  'DL3025 commands are lists, no shell is between': (file) => [
    ...['CMD', 'ENTRYPOINT'].flatMap((keyword) => linesOf(file, keyword, (what) => !what.startsWith('['))),
    ...linesOf(file, 'HEALTHCHECK', (what) => !/CMD\s+\[/.test(what)),
  ],
  'DL3045 relative copies have a WORKDIR before them': (file) =>
    stagesOf(file).flatMap((stage) =>
      stage.includes('COPY') && !stage.slice(0, stage.indexOf('COPY')).includes('WORKDIR') ? ['COPY'] : [],
    ),
  'DL3059 one RUN after another is one': (file) =>
    stagesOf(file).flatMap((stage) => stage.filter((word, at) => word === 'RUN' && stage[at - 1] === 'RUN')),
  'DL4000 no MAINTAINER': (file) => linesOf(file, 'MAINTAINER', () => true),
  'DL4003 one CMD a stage': (file) => stagesOf(file).flatMap((stage) => repeated(stage.filter((word) => word === 'CMD'))),
  'DL4006 no pipe that hides a failure': (file) => linesOf(file, 'RUN', (what) => /[^|]\|[^|]/.test(what)),
};

/** Breaks every one of these rules. */
const BAD = `FROM node:20 AS build
COPY a b
WORKDIR app
RUN cd /x && apt-get install curl
RUN curl x | sh
COPY a b target
COPY --from=nowhere a b
EXPOSE 99999
HEALTHCHECK CMD curl localhost
HEALTHCHECK CMD curl localhost
MAINTAINER me
FROM node:20 AS build
CMD node x
CMD node y
`;

describe.each(Object.entries(HADOLINT))('%s', (_rule, wrongIn) => {
  test.each(files)('in %s', (_where, dockerfile) => {
    expect(wrongIn(dockerfile)).toEqual([]);
  });

  test('tells one that breaks it', () => {
    expect(wrongIn(DockerfileParser.parse(BAD))).not.toEqual([]);
  });
});
