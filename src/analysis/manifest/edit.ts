import { type Document, isMap, isScalar, parseDocument } from 'yaml';

export interface ManifestEdit {
  /** Pattern → verdict for the whole system; chosen ones that are not among these are taken out. */
  readonly patterns: Readonly<Record<string, 'adopt' | 'trial'>>;
  /** Added where msa.yaml says nothing: what is set there already is somebody's decision. */
  readonly rules: readonly RuleEdit[];
}

export interface RuleEdit {
  readonly rule: string;
  readonly severity?: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly because: string;
}

/** The text of a valid msa.yaml with other patterns and rules; comments, order and line ends stay. */
export function editManifest(text: string, { patterns, rules }: ManifestEdit): string {
  const document = parseDocument(text);
  if (document.contents === null) document.set('version', 1);
  choosePatterns(document, patterns);
  for (const edit of rules) setRule(document, edit);
  const edited = document.toString({ lineWidth: 0 });
  return text.includes('\r\n') ? edited.replaceAll('\n', '\r\n') : edited;
}

function choosePatterns(document: Document, patterns: ManifestEdit['patterns']): void {
  const present: unknown = document.get('patterns');
  for (const { key } of isMap(present) ? [...present.items] : []) {
    const name = isScalar(key) ? String(key.value) : '';
    if (name in patterns) continue;
    const isOwn = isMap(document.getIn(['patterns', name], true));
    document.deleteIn(isOwn ? ['patterns', name, 'verdict'] : ['patterns', name]);
  }
  for (const [name, verdict] of Object.entries(patterns)) {
    const isOwn = isMap(document.getIn(['patterns', name], true));
    const path = isOwn ? ['patterns', name, 'verdict'] : ['patterns', name];
    if (document.getIn(path) !== verdict) document.setIn(path, verdict);
  }
}

function setRule(document: Document, { rule, severity, options = {}, because }: RuleEdit): void {
  const present: unknown = document.getIn(['rules', rule], true);
  if (present === undefined) {
    const isPlain = Object.keys(options).length === 0;
    const value = isPlain ? severity : { ...(severity === undefined ? {} : { severity }), ...options };
    const node = document.createNode(value, { flow: true });
    node.comment = ` ${because}`;
    document.setIn(['rules', rule], node);
    return;
  }
  if (!isMap(present)) return;
  for (const [name, value] of Object.entries(options))
    if (!present.has(name)) present.set(name, document.createNode(value, { flow: true }));
}
