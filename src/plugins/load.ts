import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { placeText } from '../model/location.js';
import type { Manifest, PluginReference } from '../model/manifest.js';
import type { Rule } from '../model/rule.js';
import { UserError } from '../shared/errors.js';
import { pluginFile } from './place.js';
import type { LoadedPlugin, Plugin } from './plugin.js';
import { wrongOptions, wrongShape } from './shapes.js';

/** Runs the modules that the manifest names. Whatever is wrong with one is a UserError E_PLUGIN with its name and place. */
export async function loadPlugins(root: string, { file, plugins = [] }: Manifest): Promise<readonly LoadedPlugin[]> {
  const folder = path.dirname(path.resolve(root, file));
  return Promise.all(plugins.map((one) => load(one, folder)));
}

async function load(reference: PluginReference, folder: string): Promise<LoadedPlugin> {
  const file = pluginFile(reference.module, folder);
  if (file === undefined) throw notThere(reference);
  const plugin = contentOf(await imported(reference, file));
  const wrong = wrongPlugin(plugin);
  if (wrong === undefined) return { ...plugin, name: reference.name };
  throw new UserError('E_PLUGIN', `the plugin ${reference.name} (${reference.module}) is not as it must be: ${wrong}`, {
    at: placeText(reference.at),
    hint: 'Its default export is { rules, libraries, reporters }: docs/plugins.md tells more.',
  });
}

async function imported({ name, module, at }: PluginReference, file: string): Promise<unknown> {
  try {
    return await import(pathToFileURL(file).href);
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw new UserError('E_PLUGIN', `the plugin ${name} (${module}) cannot be loaded: ${reason}`, {
      at: placeText(at),
      hint: hintFor(file, error),
      cause: error,
    });
  }
}

function hintFor(file: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ERR_UNKNOWN_FILE_EXTENSION') return `Compile ${path.basename(file)} to JavaScript: this Node does not run TypeScript.`;
  if (code === 'ERR_MODULE_NOT_FOUND')
    return 'Install what it imports; `msa-lint` has to be installed in the project for a plugin to import it.';
  return '--debug shows the stack, --no-plugins runs without plugins.';
}

/** CommonJS gives its exports as the default, and compiled TypeScript a default within it. */
function contentOf(module: unknown): Plugin {
  const first = (module as { readonly default?: unknown }).default;
  const inner = typeof first === 'object' && first !== null && 'default' in first ? first.default : first;
  return inner as Plugin;
}

function wrongPlugin(plugin: Plugin): string | undefined {
  const wrong = wrongShape('plugin', plugin);
  if (wrong !== undefined) return wrong;
  const { rules = [], libraries = [], reporters = [] } = plugin;
  return (
    firstOf(rules.map(wrongRule)) ??
    firstOf(libraries.map((one) => named(`library ${one.package}`, wrongShape('library', one)))) ??
    firstOf(reporters.map((one) => named(`reporter ${one.name}`, wrongShape('reporter', one) ?? notFunction('report', one.report)))) ??
    twice(
      'rule',
      rules.map(({ meta }) => meta.id),
    ) ??
    twice(
      'reporter',
      reporters.map(({ name }) => name),
    )
  );
}

function wrongRule({ meta, check }: Partial<Rule>): string | undefined {
  if (meta === undefined) return 'a rule has no meta';
  const isOfFamily = wrongShape('rule', meta) !== undefined || meta.id.startsWith(`${meta.family}/`);
  const wrong =
    wrongShape('rule', meta) ??
    (isOfFamily ? undefined : `its id has to begin with its family: ${meta.family}/…`) ??
    wrongOptions(meta.options) ??
    notFunction('check', check);
  return named(`rule ${meta.id}`, wrong);
}

function notFunction(name: string, value: unknown): string | undefined {
  return typeof value === 'function' ? undefined : `${name} must be a function`;
}

function named(part: string, wrong: string | undefined): string | undefined {
  return wrong === undefined ? undefined : `${part}: ${wrong}`;
}

function twice(what: string, names: readonly string[]): string | undefined {
  const found = names.find((name, index) => names.indexOf(name) !== index);
  return found === undefined ? undefined : `${what} ${found} is there twice`;
}

function firstOf(all: readonly (string | undefined)[]): string | undefined {
  return all.find((one) => one !== undefined);
}

function notThere({ name, module, at }: PluginReference): UserError {
  const isFile = /^\.{1,2}[\\/]/.test(module);
  return new UserError('E_PLUGIN', `the plugin ${name} is not there: ${module}`, {
    at: placeText(at),
    hint: isFile
      ? 'Paths are relative to the file that names them.'
      : `Install it (\`npm install --save-dev ${module}\`), or name a file: ./msa/plugin.mjs.`,
  });
}
