/** Build step: writes oclif.manifest.json, from which oclif knows the commands without loading them. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { Plugin, settings } from '@oclif/core';

settings.enableAutoTranspile = false;
const root = path.resolve(import.meta.dirname, '..');
const plugin = new Plugin({ root, type: 'core', ignoreManifest: true, errorOnManifestCreate: true });
await plugin.load();
writeFileSync(path.join(root, 'oclif.manifest.json'), `${JSON.stringify(plugin.manifest, null, 2)}\n`);
