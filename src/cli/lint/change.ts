import path from 'node:path';

import type { Memory } from '../../analysis/memory/memory.js';
import type { State } from '../../history/compare.js';
import type { States } from '../../history/open.js';
import type { Change } from '../../model/change.js';
import type { Finding } from '../../model/finding.js';
import type { Extensions } from '../../plugins/extensions.js';
import { judge, type Judgement } from '../../rules/check.js';
import type { CheckSettings } from '../../rules/settings.js';
import { type Disk, realDisk } from '../../shared/disk.js';
import { UserError } from '../../shared/errors.js';
import { analyse, type Analysed } from '../analyse.js';

export interface ChangeOptions {
  /** Branch, tag or commit whose merge base with HEAD is compared with. */
  readonly since?: string | undefined;
  /** Judge what is staged, and compare it with HEAD. */
  readonly staged: boolean;
}

/** The states to compare; undefined: all findings of the folder are reported. */
export async function openStates(
  root: string,
  { since: ref, staged: isStaged }: ChangeOptions,
  memory: Memory | undefined,
): Promise<States | undefined> {
  if (ref === undefined && !isStaged) return undefined;
  const { since, staged } = await import('../../history/open.js');
  const disk = memory?.disk ?? realDisk;
  return ref === undefined ? staged(root, disk) : since(root, ref, disk);
}

export interface Current {
  readonly analysed: Analysed;
  readonly judged: Judgement;
  readonly settings: CheckSettings;
  readonly extensions: Extensions;
  readonly config: string | undefined;
  readonly memory: Memory | undefined;
}

/** What the current state adds to the one before, judged by the same rules. */
export async function added(
  { since, commit, before: disk }: States,
  current: Current,
): Promise<{ findings: readonly Finding[]; change: Change }> {
  const { compare } = await import('../../history/compare.js');
  const before = disk === undefined ? undefined : await earlier(disk, current);
  const { system } = current.analysed.analysis;
  const { findings, change } = compare({ system, findings: current.judged.findings }, before);
  return { findings, change: { since, commit, ...change } };
}

/** The earlier state had its own services and exceptions; rules, plugins, severities and options are those of now. None: it had no such profile. */
async function earlier(disk: Disk, { analysed, settings, extensions, config, memory }: Current): Promise<State | undefined> {
  const { root, history, profile } = analysed.analysis;
  const { libraries, rules } = extensions;
  const options = { root, memory, libraries, profile: profile?.name };
  const before = await analyse({ ...options, config, disk }).catch((error: unknown) => {
    if (error instanceof UserError && error.code === 'E_PROFILE') return undefined;
    // A manifest that was wrong before, or not there, must not keep anybody from mending it.
    if (error instanceof UserError && error.code === 'E_MANIFEST')
      return analyse({ ...options, config: undefined, disk: withoutManifest(root, disk) });
    throw error;
  });
  if (before === undefined) return undefined;
  const { analysis, manifest } = before;
  const now = settings.manifest;
  // What has changed how often is the same for both: a commit that is one too many is no fault of its own.
  const recorded = history === undefined ? {} : { history };
  const then = manifest ? { ...manifest, rules: now?.rules ?? {} } : now && { ...now, ignore: [] };
  return { system: analysis.system, findings: judge({ ...analysis, ...recorded }, { ...settings, manifest: then }, rules).findings };
}

function withoutManifest(root: string, disk: Disk): Disk {
  const hidden = ['msa.yaml', 'msa.yml'].map((name) => path.join(root, name));
  return { ...disk, look: (place) => (hidden.includes(place) ? undefined : disk.look(place)) };
}
