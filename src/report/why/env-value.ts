import type { EnvEntry } from '../../model/deployment.js';

/** What an entry says where that is an address or the name of something; never a secret, and no credentials of an address. */
export function envValue({ value, secret }: Pick<EnvEntry, 'value' | 'secret'>): string | undefined {
  if (value === undefined || secret !== undefined) return undefined;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(value)) return value.replace(/\/\/[^/?#]*@/, '//…@').replace(/[?#].*$/s, '');
  return /^(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*)(?::\d+)?$/i.test(value) && value.length <= 64 ? value : undefined;
}
