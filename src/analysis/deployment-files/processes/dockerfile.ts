import { Copy, DockerfileParser, From, PropertyInstruction, type Instruction } from 'dockerfile-ast';

import { interpolate, type DotenvEntry } from '../dotenv.js';
import { joinPath } from '../../../shared/paths.js';

/** A Dockerfile as its stages; `imageOf` says what a build of it is. */
export interface Dockerfile {
  readonly file: string;
  readonly stages: readonly Stage[];
  readonly hasHealthCheck?: true;
}

export interface Stage {
  readonly name?: string;
  /** An image of a registry, or an earlier stage. */
  readonly from: string;
  /** Defaults of ARG, in force from here on. */
  readonly args: ReadonlyMap<string, string>;
  readonly env: readonly DotenvEntry[];
  readonly workdir?: string;
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly copies: readonly Copied[];
}

/** `COPY --from=build /app/dist ./dist`. */
export interface Copied {
  /** In the build context, or in another stage. */
  readonly from: string;
  /** Absolute, in the image. */
  readonly to: string;
  readonly stage?: string;
}

/** What runs, of one target with its arguments. */
export interface Image {
  /** The image of a registry that it all starts from. */
  readonly base: string;
  readonly env: readonly DotenvEntry[];
  readonly workdir: string;
  /** Words of ENTRYPOINT and CMD; a shell's line is one word. */
  readonly command: readonly string[];
  /** What of the build context lies where in the image, also by way of other stages. */
  readonly copies: readonly Copied[];
  /** Places in the image whose content commands of another stage have made: nobody knows what lies there. */
  readonly made: readonly string[];
}

/** A text that is no Dockerfile has no stages. */
export function readDockerfile(file: string, text: string): Dockerfile {
  try {
    const instructions = DockerfileParser.parse(text).getInstructions();
    return { file, stages: stagesOf(file, instructions), ...(instructions.some(isHealthCheck) && { hasHealthCheck: true as const }) };
  } catch {
    return { file, stages: [] };
  }
}

function isHealthCheck(instruction: Instruction): boolean {
  return instruction.getKeyword() === 'HEALTHCHECK' && instruction.getArgumentsContent()?.toUpperCase() !== 'NONE';
}

/** The stage of that name, else the last one, with all stages that it is built on. */
export function imageOf({ stages }: Dockerfile, target?: string, args: Readonly<Record<string, string>> = {}): Image | undefined {
  const last = stages.find((stage) => target !== undefined && stage.name === target) ?? stages.at(-1);
  if (!last) return undefined;
  const chain = chainTo(last, stages);
  const values = argumentsOf(chain, args);
  const fill = (text: string): string => interpolate(text, (name) => values.get(name));
  const env = chain
    .flatMap((stage) => stage.env)
    .map((entry) => {
      const value = fill(entry.value);
      values.set(entry.name, value);
      return { ...entry, value };
    });
  return {
    base: fill(chain[0]?.from ?? ''),
    env,
    workdir: fill(lastOf(chain, ({ workdir }) => workdir) ?? '/'),
    command: [...(lastOf(chain, ({ entrypoint }) => entrypoint) ?? []), ...(lastOf(chain, ({ command }) => command) ?? [])].map(fill),
    copies: copiesOf(stages, chain).map(({ from, to }) => ({ from: fill(from), to: fill(to) })),
    made: madeIn(stages, chain).map(fill),
  };
}

/** What comes out of another stage came from the context there, or is made of what did. */
function copiesOf(stages: readonly Stage[], chain: readonly Stage[]): Copied[] {
  return chain.flatMap((stage) =>
    stage.copies.flatMap((copied) => {
      if (copied.stage === undefined) return [copied];
      const from = comesFrom(copied, stages, chain);
      return from === undefined ? [] : [{ from, to: copied.to }];
    }),
  );
}

function madeIn(stages: readonly Stage[], chain: readonly Stage[]): string[] {
  return chain.flatMap(({ copies }) =>
    copies.flatMap((copied) =>
      copied.stage !== undefined && stages.some(({ name }) => name === copied.stage) && comesFrom(copied, stages, chain) === undefined
        ? [copied.to]
        : [],
    ),
  );
}

/** In the context, what is copied out of another stage. */
function comesFrom(copied: Copied, stages: readonly Stage[], chain: readonly Stage[]): string | undefined {
  const source = stages.find((other, i) => other.name === copied.stage || String(i) === copied.stage);
  if (!source || chain.includes(source)) return undefined;
  return contextPath(copiesOf(stages, chainTo(source, stages)), copied.from);
}

/** Where in the build context a path of the image comes from: by the longest copied path that it is in. */
export function contextPath(copies: readonly Copied[], path: string): string | undefined {
  const within = copies.filter(({ to }) => to === '/' || path === to || path.startsWith(`${to}/`));
  const [copied] = within.sort((a, b) => b.to.length - a.to.length);
  return copied && joinPath(copied.from, path.slice(copied.to === '/' ? 0 : copied.to.length));
}

function lastOf<T>(chain: readonly Stage[], of: (stage: Stage) => T | undefined): T | undefined {
  return chain.map(of).findLast((value) => value !== undefined);
}

/** What the build is given, over the defaults of ARG. */
function argumentsOf(chain: readonly Stage[], given: Readonly<Record<string, string>>): Map<string, string> {
  const values = new Map(Object.entries(given));
  for (const [name, value] of chain.flatMap((stage) => [...stage.args]))
    if (!Object.hasOwn(given, name))
      values.set(
        name,
        interpolate(value, (other) => values.get(other)),
      );
  return values;
}

/** From the stage at the bottom to this one. */
function chainTo(stage: Stage, stages: readonly Stage[]): Stage[] {
  const earlier = stages.slice(0, stages.indexOf(stage));
  const base = earlier.findLast(({ name }) => name?.toLowerCase() === stage.from.toLowerCase());
  return base ? [...chainTo(base, earlier), stage] : [stage];
}

interface Draft {
  name?: string;
  from: string;
  args: Map<string, string>;
  env: DotenvEntry[];
  workdir?: string;
  entrypoint?: string[];
  command?: string[];
  copies: Copied[];
}

function stagesOf(file: string, instructions: readonly Instruction[]): Stage[] {
  const stages: Draft[] = [];
  const global = new Map<string, string>();
  for (const instruction of instructions) {
    if (instruction instanceof From) {
      const [name, from] = [instruction.getBuildStage(), instruction.getImage() ?? ''];
      const workdir = stages.findLast((stage) => stage.name === from)?.workdir;
      const start = { from, args: new Map(global), env: [], copies: [] };
      stages.push({ ...start, ...(name !== null && { name }), ...(workdir !== undefined && { workdir }) });
    } else add(file, instruction, stages.at(-1) ?? { from: '', args: global, env: [], copies: [] });
  }
  return stages;
}

function add(file: string, instruction: Instruction, stage: Draft): void {
  switch (instruction.getKeyword()) {
    case 'ARG':
    case 'ENV':
      addVariables(file, instruction, stage);
      return;
    case 'WORKDIR':
      stage.workdir = joined(stage.workdir ?? '/', instruction.getArgumentsContent() ?? '');
      return;
    case 'ENTRYPOINT':
      stage.entrypoint = wordsOf(instruction);
      return;
    case 'CMD':
      stage.command = wordsOf(instruction);
      return;
    case 'COPY':
    case 'ADD':
      stage.copies.push(...copied(instruction, stage.workdir ?? '/'));
  }
}

/** Several sources, or one that is a file, go into a folder; one folder is the other. */
function copied(instruction: Instruction, workdir: string): Copied[] {
  const words = listOf(instruction) ?? instruction.getArguments().map((argument) => argument.getValue());
  const target = words.pop() ?? '';
  const stage = instruction instanceof Copy ? instruction.getFromFlag()?.getValue() : undefined;
  const into = words.length > 1 || /\/$|^\.$/.test(target);
  const to = plainPath(joined(workdir, target));
  return words.map((from) => {
    const name = from.replace(/\/$/, '').split('/').pop() ?? '';
    const isFile = /\.\w+$/.test(name) && !/^\.+$/.test(name);
    return { from, to: into && isFile ? plainPath(`${to}/${name}`) : to, ...(typeof stage === 'string' && { stage }) };
  });
}

function plainPath(path: string): string {
  return `/${joinPath('.', path)}`.replace(/^\/\.$/, '/');
}

function addVariables(file: string, instruction: Instruction, stage: Draft): void {
  if (!(instruction instanceof PropertyInstruction)) return;
  for (const property of instruction.getProperties()) {
    const value = property.getValue();
    const at = { file, line: property.getRange().start.line + 1, column: 1 };
    if (instruction.getKeyword() === 'ENV') stage.env.push({ name: property.getName(), value: value ?? '', at });
    else if (value !== null) stage.args.set(property.getName(), value);
  }
}

/** The list form as its words, else the whole line. */
function wordsOf(instruction: Instruction): string[] {
  return listOf(instruction) ?? [instruction.getArgumentsContent() ?? ''];
}

/** `["node", "main.js"]`: the parser's own words lose their spaces. */
function listOf(instruction: Instruction): string[] | undefined {
  const [list] = /\[[^]*\]/.exec(instruction.getArgumentsContent() ?? '') ?? [];
  try {
    const words: unknown = JSON.parse(list ?? '');
    return Array.isArray(words) ? words.filter((word): word is string => typeof word === 'string') : undefined;
  } catch {
    return undefined;
  }
}

function joined(folder: string, path: string): string {
  return path.startsWith('/') ? path : `${folder.replace(/\/$/, '')}/${path}`;
}
