import { stringify } from 'yaml';

import { MANIFEST_SCHEMA } from '../analysis/manifest/schema.js';
import type { Manifest } from '../model/manifest.js';
import { withRuleSchemas } from '../rules/config-schema.js';
import { configure, type ConfiguredRule } from '../rules/settings.js';
import { plural } from '../shared/text.js';
import { configured as configuredSystem, type Configured } from './analyse.js';
import { exitWith, writeOutput } from './output.js';
import { rootFolder } from './paths.js';

export interface ConfigOptions {
  readonly root: string;
  readonly config?: string | undefined;
  /** Whether plugins run; undefined: where the user works. */
  readonly plugins?: boolean | undefined;
}

/** The JSON Schema of msa.yaml, with the options of every rule, those of plugins too. */
export async function printSchema(options: ConfigOptions): Promise<void> {
  const { extensions } = await said(options);
  writeOutput(JSON.stringify(withRuleSchemas(MANIFEST_SCHEMA, extensions.rules), null, 2));
}

/** What holds when all is put together: presets, what is extended, msa.yaml. Can be pasted into an msa.yaml. */
export async function printConfig(options: ConfigOptions): Promise<void> {
  const { manifest, configured } = await resolved(options);
  writeOutput(
    stringify(
      {
        extends: manifest?.preset ?? 'recommended',
        ...pluginsOf(manifest),
        rules: Object.fromEntries([...configured].flatMap(([id, rule]) => (isLeftToPatterns(rule) ? [] : [[id, settingOf(rule)]]))),
        ...listed(
          'overrides',
          (manifest?.overrides ?? []).map(({ services, rules: settings }) => ({ services, rules: plain(settings) })),
        ),
        ...listed(
          'ignore',
          (manifest?.ignore ?? []).map(({ at: _, ...entry }) => entry),
        ),
        ...listed('exclude', manifest?.exclude ?? []),
      },
      { lineWidth: 0 },
    ),
  );
}

/** Refuses what `msa lint` would refuse, without reading the system. */
export async function verifyConfig(options: ConfigOptions): Promise<void> {
  const { manifest, configured } = await resolved(options);
  if (manifest === undefined) {
    exitWith(0, 'there is no msa.yaml, the defaults hold');
    return;
  }
  const on = [...configured.values()].filter(({ isOn }) => isOn).length;
  exitWith(0, `${manifest.file} is valid: ${plural(manifest.services.length, 'service')}, ${on} of ${plural(configured.size, 'rule')} on`);
}

async function resolved(
  options: ConfigOptions,
): Promise<{ manifest: Manifest | undefined; configured: ReadonlyMap<string, ConfiguredRule> }> {
  const { manifest, extensions } = await said(options);
  return { manifest, configured: configure(extensions.rules, { manifest, absent: extensions.absent }) };
}

async function said({ root, config, plugins }: ConfigOptions): Promise<Configured> {
  return configuredSystem({ root: await rootFolder(root), config, plugins });
}

function pluginsOf(manifest: Manifest | undefined): object {
  const all = Object.fromEntries((manifest?.plugins ?? []).map(({ name, module }) => [name, module]));
  return Object.keys(all).length === 0 ? {} : { plugins: all };
}

/** `off` said aloud would turn it off for the services that choose its pattern too. */
function isLeftToPatterns({ rule, variants: [{ chosen, isOn }] }: ConfiguredRule): boolean {
  return rule.meta.onlyIfChosen === true && chosen === undefined && !isOn;
}

function settingOf({ variants: [general] }: ConfiguredRule): unknown {
  const severity = general.chosen ?? general.fallback;
  return Object.keys(general.options).length === 0 ? severity : { severity, ...general.options };
}

function plain(settings: Manifest['rules']): object {
  return Object.fromEntries(
    Object.entries(settings).map(([id, { severity, options }]) => [id, { ...(severity === undefined ? {} : { severity }), ...options }]),
  );
}

function listed(name: string, items: readonly unknown[]): object {
  return items.length === 0 ? {} : { [name]: items };
}
