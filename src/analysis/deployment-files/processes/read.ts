import { fileAt, placeAt, startFolder, type ContainerPaths } from './container-paths.js';
import { chosenServices } from './moleculer-runner.js';
import { parsed, type Package } from '../packages.js';
import { baseName, isInside } from '../../../shared/paths.js';
import { readEcosystem, readProcfile, readSupervisor, type ManagedProcess } from './process-files.js';
import { shellCommands, shellLine } from './shell.js';

/** A process that a container starts. */
export interface Process {
  /** What it runs: the deepest folder or file of its command that is in the repository. */
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
  /** A service by itself, whatever lies beside its file. */
  readonly isApart?: true;
}

export interface Container extends ContainerPaths {
  readonly packages: readonly Package[];
  /** What the deployment sets. */
  readonly env: Readonly<Record<string, string>>;
}

interface Running {
  /** Folder of the repository it runs in. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly depth: number;
  /** Commands that may still be looked at: scripts that start all scripts would never end. */
  readonly budget: { left: number };
}

/** Scripts that call scripts. */
const MAX_DEPTH = 6;
const MAX_COMMANDS = 2_000;

/** Every process that a command leads to, through npm scripts, shell scripts and process managers. */
export function processesOf(container: Container, command: string): Process[] {
  return run(container, command, { folder: startFolder(container), env: {}, depth: 0, budget: { left: MAX_COMMANDS } });
}

function run(container: Container, text: string, running: Running): Process[] {
  if (running.depth > MAX_DEPTH) return [];
  let { folder, env } = running;
  return shellCommands(text).flatMap((command) => {
    if (--running.budget.left < 0) return [];
    const [program = '', ...rest] = command.words;
    if (program === '') env = { ...env, ...command.env };
    if (program === 'cd') folder = placeAt(container, folder, rest[0] ?? '.') ?? folder;
    const start = STARTERS.find(([names]) => names.test(baseName(program)))?.[1] ?? runtime;
    return start(container, [program, ...rest], { ...running, folder, env: { ...env, ...command.env }, depth: running.depth + 1 });
  });
}

type Starter = (container: Container, words: readonly string[], running: Running) => Process[];

/** What starts other programs, by its name. */
const STARTERS: readonly (readonly [RegExp, Starter])[] = [
  [/^(ba|da|z)?sh$|\.sh$|entrypoint$/, shell],
  [/^(npm|yarn|pnpm|bun)$/, packageScript],
  [
    /^(turbo|lerna)$/,
    (container, words, running) => everywhere(container, words.find((w) => !/^(turbo|lerna|run|-.*)$/.test(w)) ?? '', running),
  ],
  [/^(concurrently|conc|npm-run-all|run-p|run-s|wsrun)$/, several],
  [/^pm2(-runtime|-docker|-dev)?$/, pm2],
  [/^nest$/, nest],
  [
    /^moleculer-runner$/,
    (container, _, { folder, env }) =>
      chosenServices(container, folder, { ...container.env, ...env }).map((path) => ({ path, env, isApart: true as const })),
  ],
  [
    /^supervisord$/,
    (container, words, running) => managed(container, words[words.indexOf('-c') + 1] ?? '', running, (_, text) => readSupervisor(text)),
  ],
  [
    /^(foreman|nf|honcho|overmind|goreman)$/,
    (container, _, running) => managed(container, 'Procfile', running, (__, text) => readProcfile(text)),
  ],
];

/** `sh -c "a & b"`, `./start.sh`; a script may end with what it is given. */
function shell(container: Container, words: readonly string[], running: Running): Process[] {
  const inline = words.indexOf('-c');
  if (inline > 0) return run(container, words[inline + 1] ?? '', running);
  const at = words.findIndex((word, i) => /\.sh$|entrypoint$/.test(word) || (i > 0 && !word.startsWith('-')));
  const file = at < 0 ? undefined : fileAt(container, running.folder, words[at] ?? '');
  const script = file === undefined ? '' : (container.tree.read(file) ?? '');
  const given = /\$[@*]/.test(script) || file === undefined ? shellLine(words.slice(at + 1)) : '';
  return [...run(container, script, running), ...(at < 0 ? [] : run(container, given, running))];
}

/** `npm start`, `yarn workspace orders dev`, `pnpm --filter orders start`, `npm run start --workspaces`. */
function packageScript(container: Container, words: readonly string[], running: Running): Process[] {
  const options = /^(--prefix|-C|--cwd|--dir|-w|--workspace|--filter|-F|workspace)(?:=(.*))?$/;
  const plain: string[] = [];
  let folder: string | undefined = running.folder;
  for (let i = 1; i < words.length; i++) {
    const [, option, inline] = options.exec(words[i] ?? '') ?? [];
    if (option === undefined) plain.push(words[i] ?? '');
    else {
      const value = inline ?? words[++i] ?? '';
      folder = /prefix|-C|cwd|dir/.test(option) ? placeAt(container, running.folder, value) : folderOfPackage(container, value);
    }
  }
  const script = plain.find((word) => !/^(run|run-script|workspaces|foreach|exec|-.*)$/.test(word)) ?? '';
  if (plain.some((word) => /^(--workspaces|-ws|-r|--recursive|workspaces)$/.test(word))) return everywhere(container, script, running);
  return folder === undefined ? [] : scripts(container, script, { ...running, folder });
}

function folderOfPackage({ packages }: Container, name: string): string | undefined {
  return packages.find((p) => p.name === name || (p.folder !== '.' && baseName(p.folder) === baseName(name)))?.folder;
}

/** A script of the package that is run in; `start:*` are all that begin so. */
function scripts(container: Container, name: string, running: Running): Process[] {
  const own = container.packages.find((p) => p.folder === running.folder)?.scripts ?? {};
  const names = name.endsWith('*') ? Object.keys(own).filter((key) => key.startsWith(name.slice(0, -1)) && key !== name) : [name];
  return names.flatMap((key) => (Object.hasOwn(own, key) ? run(container, own[key] ?? '', running) : []));
}

/** A script of every package that has it, below the folder. */
function everywhere(container: Container, name: string, running: Running): Process[] {
  const inside = container.packages.filter((p) => p.folder !== running.folder && isInside(p.folder, running.folder));
  return inside.flatMap(({ folder }) => scripts(container, name, { ...running, folder }));
}

/** `concurrently "npm:start:*" "node a.js"`, `run-p start:*`. */
function several(container: Container, [program = '', ...words]: readonly string[], running: Running): Process[] {
  const commands = words.filter((word) => !word.startsWith('-'));
  if (!program.includes('conc')) return commands.flatMap((word) => scripts(container, word, running));
  return commands.flatMap((word) =>
    word.startsWith('npm:') ? scripts(container, word.slice('npm:'.length), running) : run(container, word, running),
  );
}

/** `pm2-runtime ecosystem.config.js`, `pm2 start dist/main.js`. */
function pm2(container: Container, [, ...words]: readonly string[], running: Running): Process[] {
  const [file = ''] = words.filter((word) => !word.startsWith('-') && !/^(start|restart|reload)$/.test(word));
  if (!/\.(json|[cm]?js)$/.test(file)) return [];
  const processes = managed(container, file, running, readEcosystem);
  return processes.length > 0 ? processes : runtime(container, ['node', file], running);
}

/** `nest start --entryFile worker`: below the folder of its source. */
function nest(container: Container, words: readonly string[], running: Running): Process[] {
  const [, entry] = /(?:^|\s)--entryFile[=\s](\S+)/.exec(words.join(' ')) ?? [];
  if (entry === undefined) return runtime(container, words, running);
  const config = parsed(container.tree.read(fileAt(container, running.folder, 'nest-cli.json') ?? '') ?? '');
  const root = config?.get('sourceRoot');
  return runtime(container, ['node', `${typeof root === 'string' ? root : 'src'}/${entry}.ts`], running);
}

type Reader = (file: string, text: string) => readonly ManagedProcess[];

function managed(container: Container, path: string, running: Running, read: Reader): Process[] {
  const file = fileAt(container, running.folder, path);
  const processes = file === undefined ? [] : read(file, container.tree.read(file) ?? '');
  return processes.flatMap(({ folder, command, env }) => {
    const at = folder === undefined ? running.folder : (placeAt(container, running.folder, folder) ?? running.folder);
    return run(container, command, { ...running, folder: at, env: { ...running.env, ...env } });
  });
}

const RUNTIMES =
  /^(node(js)?|ts-node(-dev)?|tsx|nodemon|deno|nest|next|nuxt|vite|serve|python\d?(\.\d+)?|java|php|ruby|dotnet|gunicorn|uvicorn)$/;

/** A program that runs a file of the repository, or that is one. */
function runtime(container: Container, [program = '', ...words]: readonly string[], running: Running): Process[] {
  const isFile = /\.([mc]?[jt]s|py)$/.test(program);
  if (!isFile && !RUNTIMES.test(baseName(program))) return [];
  const files = [...(isFile ? [program] : []), ...words].filter((word) => word !== '' && !word.startsWith('-'));
  const place = files.map((word) => placeAt(container, running.folder, word)).find((found) => found !== undefined);
  const path = place ?? (running.folder === container.context ? undefined : running.folder);
  return path === undefined ? [] : [{ path, env: running.env }];
}
