import type { TopicSubscription, TriggerEvent } from '../../../model/deployment.js';
import type { Location } from '../../../model/location.js';
import { baseName } from '../../../shared/paths.js';
import { eventsOfSam, eventsOfServerless } from './events.js';
import { withIncluded } from './included.js';
import { resourceName, resourcesIn, valueOf, type Resources, type StackValue } from './values.js';
import { subscriptionsOf } from './topics.js';
import { entriesOf, get, listOf, readYaml, textOf, type Item } from '../yaml.js';

/** Functions that are deployed together, and what is deployed for them: the Serverless Framework, AWS SAM, CloudFormation, Workers of Cloudflare. */
export interface Stack {
  readonly file: string;
  readonly kind: 'serverless' | 'sam' | 'worker' | 'resources';
  readonly functions: readonly CloudFunction[];
  readonly subscriptions: readonly TopicSubscription[];
  readonly at: Location;
}

export interface CloudFunction {
  /** `src/orders.create`: a file without its ending, and what it exports; relative to the stack's folder. */
  readonly handler: string;
  /** By which others invoke it; `*` is the stage. */
  readonly name: string;
  readonly env: Readonly<Record<string, StackValue>>;
  readonly events: readonly TriggerEvent[];
  readonly at: Location;
}

/** undefined: the file is something else. */
export function readStack(file: string, text: string, read: (file: string) => string | undefined = () => undefined): Stack | undefined {
  const isServerless = /^serverless\.ya?ml$/.test(baseName(file));
  const isWorthReading = isServerless
    ? /^\s*(?:service|Resources)\s*:/m.test(text)
    : /^\s*Resources\s*:/m.test(text) && text.includes('AWS::');
  if (!isWorthReading) return undefined;
  const [document] = readYaml(file, text).documents;
  if (!document) return undefined;
  if (isServerless) return get(document, 'service') ? ofServerless(file, withIncluded(document, file, read)) : undefined;
  const resources = get(document, 'Resources');
  const isStack = [...(resources?.map?.values() ?? [])].some((one) => textOf(one, 'Type')?.startsWith('AWS::'));
  return resources && isStack ? ofTemplate(file, document, resources) : undefined;
}

function ofServerless(file: string, document: Item): Stack {
  const listed = [get(document, 'resources'), ...listOf(document, 'resources')].flatMap((one) => entriesOf(one, 'Resources'));
  const resources = resourcesIn(listed, document);
  const functions = [get(document, 'functions'), ...listOf(document, 'functions')].flatMap((all) => [...(all?.map ?? [])]);
  const common = entriesOf(document, 'provider', 'environment');
  return {
    file,
    kind: 'serverless',
    functions: functions.flatMap(([key, one]) => {
      const handler = textOf(one, 'handler');
      if (handler === undefined) return [];
      const env = envOf([...common, ...entriesOf(one, 'environment')], resources);
      const name =
        resourceName(get(one, 'name'), resources) ?? `${textOf(document, 'service') ?? textOf(document, 'service', 'name') ?? ''}-*-${key}`;
      return [{ handler, name, env, events: listOf(one, 'events').flatMap((event) => eventsOfServerless(event, resources)), at: one.at }];
    }),
    subscriptions: subscriptionsOf(resources),
    at: document.at,
  };
}

function ofTemplate(file: string, document: Item, all: Item): Stack {
  const resources = resourcesIn([...(all.map ?? [])], document);
  const common = entriesOf(document, 'Globals', 'Function', 'Environment', 'Variables');
  const functions = [...resources.items].filter(([, one]) => textOf(one, 'Type') === 'AWS::Serverless::Function');
  return {
    file,
    kind: functions.length > 0 ? 'sam' : 'resources',
    functions: functions.flatMap(([logical, one]) => {
      const handler = handlerOf(one);
      if (handler === undefined) return [];
      const env = envOf([...common, ...entriesOf(one, 'Properties', 'Environment', 'Variables')], resources);
      const events = entriesOf(one, 'Properties', 'Events').flatMap(([, event]) => eventsOfSam(event, resources));
      const name = resourceName(get(one, 'Properties', 'FunctionName'), resources) ?? logical;
      return [{ handler, name, env, events, at: one.at }];
    }),
    subscriptions: subscriptionsOf(resources),
    at: document.at,
  };
}

/** `orders.handler` below the folder of the code; where esbuild puts the code together, of the file that it begins with. */
function handlerOf(one: Item): string | undefined {
  const [folder, handler] = [textOf(one, 'Properties', 'CodeUri') ?? '.', textOf(one, 'Properties', 'Handler')];
  const [entry] = listOf(one, 'Metadata', 'BuildProperties', 'EntryPoints').flatMap(({ text }) => text ?? []);
  const file = entry?.replace(/\.[cm]?[jt]sx?$/, '') ?? handler?.slice(0, handler.lastIndexOf('.'));
  return handler === undefined || file === undefined
    ? undefined
    : `${folder.replace(/\/$/, '')}/${file}${handler.slice(handler.lastIndexOf('.'))}`;
}

function envOf(entries: readonly (readonly [string, Item])[], resources: Resources): CloudFunction['env'] {
  return Object.fromEntries(
    entries.flatMap(([name, item]) => {
      const value = valueOf(item, resources);
      return value ? [[name, value]] : [];
    }),
  );
}
