import { array, callResult, env, external, first, isKnown, lit, object, propertyOf, type Residual } from '../../../model/residual.js';
import { argumentName, positionName } from '../../../shared/argument-name.js';
import { defineLibrary, type MemberRow, type ValueRow } from '../define-library.js';
import { calleeName, listOf, option, options, origin, text } from '../select.js';

/** Where a chain of declarations ends up: one call with all options that were declared, by their names. */
const DECLARED = /^(?:yargs|commander)\.options$/;
/** Among these, what `.env('APP')` says: variables with this prefix are arguments too. */
const PREFIX = '.env()';

type Options = ReadonlyMap<string, Residual>;
type Link = (before: Options, link: string, args: readonly Residual[]) => Options;

/** Each link of a chain adds to what is declared, or leaves it as it is; what ends it reads the command line. */
function chain(pkg: string, link: Link, ends: RegExp): ValueRow {
  return ({ callee, path, args }) => {
    const name = calleeName({ path });
    const before = origin(callee, DECLARED)?.args[0];
    const after = link(before?.k === 'object' ? before.props : new Map<string, Residual>(), name, args);
    const made = callResult(external(`${pkg}.options`), [object(after)], { site: '', isNew: false });
    return ends.test(name) ? propertyOf(made, 'argv') : made;
  };
}

/** `yargs.option('port', { default: 80 }).options({ host: {} }).default('host', 'orders').env('APP').argv`. */
const yargs: Link = (before, link, [given, more]) => {
  const name = text(given);
  if (link === 'env') return new Map([...before, [PREFIX, lit(name ?? '')]]);
  if (!/^(?:options?|positional|default)$/.test(link)) return before;
  const settings = (of: Residual): Residual => (link === 'default' ? object(new Map([['default', of]])) : of);
  const added = given?.k === 'object' ? [...given.props] : name === undefined || more === undefined ? [] : [[name, more] as const];
  return new Map([...before, ...added.map(([key, value]): [string, Residual] => [key, settings(value)])]);
};

/** `program.option('-u, --orders-url <url>', 'where orders are', 'http://orders').parse().opts()`. */
const commander: Link = (before, link, [flags, ...more]) => {
  const [name, ...aliases] = (text(flags)?.match(/(?<=^|[\s,|])-{1,2}\w[\w-]*/g) ?? []).reverse();
  if (!/^(?:requiredO|o)ption$/.test(link) || name === undefined) return before;
  const fallback = more.slice(1).findLast(({ k }) => k !== 'fn');
  const own = new Map([['alias', array(aliases.map((alias) => lit(alias)))], ...(fallback ? [['default', fallback] as const] : [])]);
  return new Map([...before, [name, object(own)]]);
};

/** What the command line says, else the environment, else what was declared. */
const fromChain: MemberRow = (of, name) => {
  const all = origin(of, DECLARED)?.args[0];
  const own = all?.k === 'object' ? [...all.props].find(([key]) => argumentName(key) === argumentName(name))?.[1] : undefined;
  const prefix = text(option(all, PREFIX));
  const variable = argumentName(name).replace(/^-+/, '').replaceAll('-', '_').toUpperCase();
  const read = prefix === undefined ? [] : [env(prefix === '' ? variable : `${prefix}_${variable}`)];
  return asked([name, ...namesIn(option(own, 'alias'))], read, option(own, 'default'));
};

function namesIn(given: Residual | undefined): string[] {
  return listOf(given).flatMap((one) => text(one) ?? []);
}

function asked(names: readonly string[], before: readonly Residual[], fallback: Residual | undefined): Residual {
  const defaults = fallback && isKnown(fallback) ? [fallback] : [];
  return first([...names.map((name) => env(argumentName(name))), ...before, ...defaults]);
}

/** An option as its declaration has it: `{ default, short }` of the call that reads the command line. */
function declaredIn(...path: readonly string[]): MemberRow {
  return (of, name) => {
    const own = option(
      options(
        origin(of, /./)?.args.find(({ k }) => k === 'object'),
        ...path,
      ),
      name,
    );
    return asked([name, ...['short', 'shortFlag', 'alias'].flatMap((key) => namesIn(option(own, key)))], [], option(own, 'default'));
  };
}

/** `minimist(argv, { default: { port: 80 } }).port`. */
const defaultsBeside: MemberRow = (of, name) => {
  const given = origin(of, /./)?.args[1];
  return asked([name], [], option(option(given, 'default'), name));
};

/** `commandLineArgs([{ name: 'port', defaultValue: 80 }]).port`. */
const listed: MemberRow = (of, name) => {
  const own = listOf(origin(of, /./)?.args[0]).find((one) => text(option(one, 'name')) === name);
  return asked([name, ...namesIn(option(own, 'alias'))], [], option(own, 'defaultValue'));
};

/** `process.argv[2]`, `process.argv.slice(2)[0]`. */
const byPosition: MemberRow = (of, name) => {
  const skipped = of.k === 'call' && of.args[0]?.k === 'lit' ? Number(of.args[0].v) : 0;
  return /^\d+$/.test(name) ? env(positionName(Number(name) + skipped)) : undefined;
};

const rest: ValueRow = ({ callee, args }) => callResult(callee, args, { site: '', isNew: false });

const YARGS = '{yargs,yargs(),yargs/yargs(),yargs.options()}';
const COMMANDER = '{commander.program,commander.Command(),commander.createCommand(),commander.options()}';

/** What a program is told by its command line: an entry of its deployment, as variables of the environment are. */
export const commandLine = defineLibrary({
  package: 'yargs',
  values: {
    [`${YARGS}.*`]: chain('yargs', yargs, /^parse/),
    [`${COMMANDER}.*`]: chain('commander', commander, /^opts/),
    '{node:process,globalThis.process}.argv.slice': rest,
  },
  members: {
    [`${YARGS}.argv.*`]: fromChain,
    'commander.options().argv.*': fromChain,
    '{minimist,mri,yargs-parser}().*': defaultsBeside,
    'meow().flags.*': declaredIn('flags'),
    'node:util.parseArgs().values.*': declaredIn('options'),
    'arg().*': defaultsBeside,
    'command-line-args().*': listed,
    '{node:process,globalThis.process}.argv.*': byPosition,
    '{node:process,globalThis.process}.argv.slice().*': byPosition,
  },
});
