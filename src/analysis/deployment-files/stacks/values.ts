import type { Location } from '../../../model/location.js';
import { entriesOf, get, textOf, type Item } from '../yaml.js';

/** Resources of a stack by their logical names. */
export interface Resources {
  readonly items: ReadonlyMap<string, Item>;
  /** The whole file, which `${self:…}` reads. */
  readonly document: Item;
}

/** A value of a stack: text, or what stands for a value that only the cloud knows. */
export interface StackValue {
  readonly value?: string;
  /** Equal secret means equal value: a parameter of the store, an export of another stack. */
  readonly secret?: string;
  readonly at: Location;
}

/** Variables that are put into variables. */
const MAX_DEPTH = 6;

export function resourcesIn(entries: readonly (readonly [string, Item])[], document: Item): Resources {
  return { items: new Map(entries), document };
}

/** `!Ref Orders`, `!GetAtt Orders.Arn`, `${ssm:/orders/url}`, plain text. */
export function valueOf(item: Item | undefined, resources: Resources): StackValue | undefined {
  if (!item) return undefined;
  const named = referred(item);
  const own = named === undefined ? undefined : nameOf(named, resources);
  if (own !== undefined) return { value: own, at: item.at };
  const imported = textOf(item, 'Fn::ImportValue');
  if (imported !== undefined) return { secret: `export:${imported}`, at: item.at };
  const text = item.text ?? textOf(item, 'Fn::Sub') ?? get(item, 'Fn::Sub')?.list?.[0]?.text;
  return text === undefined || text === '' ? undefined : ofText(interpolated(text, resources, 0), item.at);
}

function ofText(text: string, at: Location): StackValue {
  const [, kind, name] =
    /^(?:\$\{|\{\{resolve:)(ssm|ssm-secure|secretsmanager|cf)(?:\([^)]*\))?[:.]([^},]+?)(?:\}\}|[},].*)$/.exec(text) ?? [];
  return kind === undefined || name === undefined ? { value: text, at } : { secret: `${kind}:${name.trim()}`, at };
}

/** The name of a queue, topic or table, also of one that another stack has: the end of its ARN. */
export function resourceName(item: Item | undefined, resources: Resources): string | undefined {
  const found = valueOf(item, resources);
  return found?.value ?? found?.secret;
}

function referred(item: Item): string | undefined {
  const attribute = get(item, 'Fn::GetAtt');
  const listed = item.list ?? attribute?.list;
  return (listed?.length === 2 ? listed[0]?.text : undefined) ?? textOf(item, 'Ref') ?? attribute?.text ?? item.text;
}

/** `Orders`, `Orders.Arn`: what the resource is called, else its logical name. */
function nameOf(reference: string, resources: Resources): string | undefined {
  const logical = reference.replace(/\.(?:Arn|QueueArn|TopicArn|QueueName|TopicName|QueueUrl)$/, '');
  const resource = resources.items.get(logical);
  if (!resource) return undefined;
  const named = entriesOf(resource, 'Properties').find(([name]) =>
    /^(?:Queue|Topic|Table|Bucket|EventBus|Stream|Function)Name$/.test(name),
  )?.[1];
  return named?.text === undefined ? logical : interpolated(named.text, resources, 0);
}

/** `${self:service}-orders-${self:provider.stage}`, `${Orders}` of a template; what is not known stays as it is written. */
function interpolated(text: string, resources: Resources, depth: number): string {
  if (depth > MAX_DEPTH) return text;
  return text.replace(/\$\{([^${}]+)\}/g, (whole, inner: string) => {
    const [, path, fallback] = /^(?:self:|opt:)([\w.-]+)\s*(?:,\s*(.+))?$/.exec(inner) ?? [];
    if (path === undefined) return nameOf(inner, resources) ?? whole;
    const found = inner.startsWith('self:') ? textOf(resources.document, ...path.split('.')) : undefined;
    const given = found ?? (path === 'provider.stage' || path === 'stage' ? 'dev' : undefined) ?? fallback?.replace(/^['"]|['"]$/g, '');
    return given === undefined ? whole : interpolated(given, resources, depth + 1);
  });
}
