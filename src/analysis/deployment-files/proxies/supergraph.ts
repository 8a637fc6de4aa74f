import type { ProxyFile } from './proxy-file.js';

export function isSupergraphFile(file: string): boolean {
  return /\.(?:graphqls?|gql)$/.test(file);
}

/** A schema that is composed of those of several services (Apollo Federation): it says where each of them answers. */
export function readSupergraph(file: string, text: string): ProxyFile | undefined {
  if (!text.includes('join__Graph')) return undefined;
  const passes = text.split('\n').flatMap((line, i) => {
    const [, target = ''] = /@join__graph\([^)]*\burl:\s*"([^"]+)"/.exec(line) ?? [];
    return target === '' ? [] : [{ target, prefix: '/', at: { file, line: i + 1, column: 1 } }];
  });
  return passes.length === 0 ? undefined : { file, upstreams: new Map(), passes, servesFiles: false };
}
