import type { Preset } from '../model/manifest.js';
import type { SeveritySetting } from '../model/finding.js';

/** One step harder: what is off is told, what is told is a warning, what is a warning is an error. */
const STRICT: Readonly<Record<SeveritySetting, SeveritySetting>> = { off: 'warning', info: 'warning', warning: 'error', error: 'error' };

/** Default of a rule under a preset. A case that is milder by itself, such as a call that is only inferred, stays milder. */
export function presetSeverity(severity: SeveritySetting, preset: Preset | undefined): SeveritySetting {
  return preset === 'strict' ? STRICT[severity] : severity;
}
