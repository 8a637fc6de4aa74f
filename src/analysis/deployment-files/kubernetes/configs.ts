import type { EnvEntry } from '../../../model/deployment.js';
import type { Manifest } from './read.js';
import { entriesOf } from '../yaml.js';

/** `ConfigMap orders-config` or `Secret orders-secret` → key → what an environment variable of it is. */
export type Configs = ReadonlyMap<string, ReadonlyMap<string, EnvEntry>>;

/** Later ones win, as they do when they are applied. */
export function configsOf(manifests: readonly Manifest[]): Configs {
  const out = new Map<string, ReadonlyMap<string, EnvEntry>>();
  for (const { kind, name, item } of manifests) {
    if (kind === 'ConfigMap') {
      const data = entriesOf(item, 'data').flatMap(([key, { text, at }]) =>
        text === undefined ? [] : [[key, { value: text, source: 'configmap', at }] as const],
      );
      out.set(`ConfigMap ${name}`, new Map(data));
    } else if (kind === 'Secret') {
      const entry = (key: string, value: string | undefined, at: EnvEntry['at']): readonly [string, EnvEntry] => [
        key,
        { ...(value !== undefined && { value }), secret: secretOf(name, key), source: 'secret', at },
      ];
      const encoded = entriesOf(item, 'data').map(([key, { text, at }]) => entry(key, decoded(text), at));
      const plain = entriesOf(item, 'stringData').map(([key, { text, at }]) => entry(key, text, at));
      out.set(`Secret ${name}`, new Map([...encoded, ...plain]));
    }
  }
  return out;
}

/** Equal identity means equal value. */
export function secretOf(name: string, key: string): string {
  return `secret:${name}/${key}`;
}

/** What is not base64, such as a placeholder, says nothing. */
function decoded(text: string | undefined): string | undefined {
  const plain = (text ?? '').trim();
  return plain !== '' && plain.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(plain)
    ? Buffer.from(plain, 'base64').toString('utf8')
    : undefined;
}
