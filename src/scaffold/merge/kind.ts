/** How changes of both sides come together: by key, line by line as a set, or as text. */
export type MergeKind = 'keys' | 'lines' | 'text';

const LINES = /(^|\/)(\.(git|docker|prettier|npm)ignore|\.env\.example|\.gitattributes)$/;

export function mergeKind(path: string): MergeKind {
  if (/\.(json|ya?ml)$/.test(path)) return 'keys';
  return LINES.test(path) ? 'lines' : 'text';
}
