import { placeText } from '../model/location.js';
import type { Manifest } from '../model/manifest.js';
import { type Extensions, withoutPlugins, withPlugins } from '../plugins/extensions.js';
import { UserError } from '../shared/errors.js';
import { listed } from '../shared/text.js';
import { isInside, repositoryOf } from './paths.js';

export interface PluginUse {
  readonly root: string;
  readonly manifest: Manifest | undefined;
  /** Whether the user named the manifest. */
  readonly isNamed: boolean;
  /** --plugins, --no-plugins; undefined: where the user works. */
  readonly run: boolean | undefined;
}

/**
 * What the plugins of the manifest add. They are code, so they run where the user works: in the repository that names
 * them, or with a manifest that the user names. Of a repository elsewhere nothing runs unasked.
 */
export async function extensionsFor({ root, manifest, isNamed, run }: PluginUse): Promise<Extensions> {
  const [first] = manifest?.plugins ?? [];
  if (manifest === undefined || first === undefined) return withPlugins([]);
  if (run === false) return withoutPlugins(manifest);
  if (run !== true && !isNamed && !(await isInside((await repositoryOf(root)) ?? root, process.cwd()))) {
    throw new UserError(
      'E_PLUGIN',
      `${manifest.file} names plugins (${listed((manifest.plugins ?? []).map(({ name }) => name))}), which run code, and you are not in its repository`,
      {
        at: placeText(first.at),
        hint: 'Add --plugins to run them, --no-plugins to do without.',
      },
    );
  }
  const { loadPlugins } = await import('../plugins/load.js');
  return withPlugins(await loadPlugins(root, manifest));
}
