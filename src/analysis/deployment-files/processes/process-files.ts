import { asMap, parsed } from '../packages.js';
import { literalOf } from './literal.js';
import { shellCommands } from './shell.js';

/** A process that a file tells a process manager to start. */
export interface ManagedProcess {
  readonly name: string;
  /** As written: relative to the file's folder, or a path inside the container. */
  readonly folder?: string;
  readonly command: string;
  readonly env: Readonly<Record<string, string>>;
}

/** pm2: `module.exports = { apps: [{ name, script, cwd, args, env }] }` in JavaScript or JSON. */
export function readEcosystem(file: string, text: string): ManagedProcess[] {
  const apps: unknown = file.endsWith('.json') ? parsed(text)?.get('apps') : literalOf(text, 'apps');
  return (Array.isArray(apps) ? (apps as readonly unknown[]) : []).flatMap((app) => appOf(asMap(app)));
}

/** `script: 'npm', args: 'start'` is a command, `script: 'src/index.js'` a file. */
function appOf(app: ReadonlyMap<string, unknown> | undefined): ManagedProcess[] {
  const [name, script, args, folder] = ['name', 'script', 'args', 'cwd'].map((key) => wordsOf(app?.get(key)));
  if (script === undefined) return [];
  const command = [/\.[mc]?[jt]s$/.test(script) ? `node ${script}` : script, args ?? ''].join(' ').trim();
  const env = [...(asMap(app?.get('env')) ?? [])].flatMap(([key, value]) => {
    const text = wordsOf(value);
    return text === undefined ? [] : [[key, text] as const];
  });
  return [{ name: name ?? script, command, env: Object.fromEntries(env), ...(folder !== undefined && { folder }) }];
}

function wordsOf(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.map((word) => wordsOf(word) ?? '').join(' ');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** `[program:orders]` with `command=` and `directory=`. */
export function readSupervisor(text: string): ManagedProcess[] {
  const sections = text.split(/^\[/m).flatMap((section) => {
    const name = /^program:([^\]\s]+)\]/.exec(section)?.[1];
    return name === undefined ? [] : [{ name, section }];
  });
  return sections.flatMap(({ name, section }) => {
    const of = (key: string): string | undefined => new RegExp(`^[ \\t]*${key}[ \\t]*=[ \\t]*([^\\n]*)$`, 'm').exec(section)?.[1]?.trim();
    const command = of('command');
    if (command === undefined || of('autostart') === 'false') return [];
    const folder = of('directory');
    const env = shellCommands((of('environment') ?? '').replaceAll(',', ' '))[0]?.env ?? {};
    return [{ name, command, env, ...(folder !== undefined && { folder }) }];
  });
}

/** `web: node server.js`, a line for each. */
export function readProcfile(text: string): ManagedProcess[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [, name, command] = /^([A-Za-z][\w-]*):\s*(\S.*)$/.exec(line) ?? [];
    return name === undefined || command === undefined ? [] : [{ name, command, env: {} }];
  });
}
