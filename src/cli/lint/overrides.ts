import type { SeveritySetting } from '../../model/finding.js';
import { closest } from '../../shared/closest.js';
import { UserError } from '../../shared/errors.js';

const SETTINGS: readonly SeveritySetting[] = ['off', 'info', 'warning', 'error'];

/** `--rule family/rule=warning` → rule id → severity. Whether the rule exists is the rules' own question. */
export function severityOverrides(texts: readonly string[]): Readonly<Record<string, SeveritySetting>> {
  return Object.fromEntries(texts.map(override));
}

function override(text: string): readonly [string, SeveritySetting] {
  const cut = text.lastIndexOf('=');
  const [id, value] = cut === -1 ? [text, ''] : [text.slice(0, cut), text.slice(cut + 1)];
  const setting = SETTINGS.find((known) => known === value);
  if (id !== '' && setting !== undefined) return [id, setting];
  const near = closest(value, SETTINGS);
  throw new UserError('E_USAGE', `--rule ${text} is not ID=SEVERITY`, {
    hint: near === undefined ? `Severities: ${SETTINGS.join(', ')}.` : `Did you mean ${id}=${near}?`,
  });
}
