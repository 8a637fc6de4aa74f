import type {
  Deployment,
  EnvEntry,
  FunctionTrigger,
  NamedFunction,
  Profile,
  TopicSubscription,
  TriggerEvent,
  Unit,
} from '../../model/deployment.js';
import type { Residual } from '../../model/residual.js';
import type { StackEvent } from '../../model/stack-signal.js';
import { isInside, joinPath } from '../../shared/paths.js';
import { signalsOf, type LinkedUnit, type LinkInput, type SignalOf } from './input.js';
import type { Place } from './places.js';
import { textOf } from './values/env.js';
import { known } from './values/text.js';

/** Where functions of clouds run. */
export const FUNCTIONS = 'functions';

/** A function of a stack, as it lies in the repository. */
interface Deployed {
  readonly unit: Unit;
  readonly file: string;
  readonly name: string;
}

/** Stacks that are code say what others say in deployment files: what functions are called for, and what is set for them. */
export function withStacks(input: LinkInput): LinkInput {
  const all = input.units.filter((stack) => signalsOf(stack, 'function').length > 0).map((stack) => stackOf(stack, input));
  if (all.length === 0) return input;
  const { discovery } = input;
  return {
    ...input,
    discovery: {
      ...discovery,
      triggers: [...(discovery.triggers ?? []), ...all.flatMap(({ triggers }) => triggers)],
      functions: [...(discovery.functions ?? []), ...all.flatMap(({ functions }) => functions)],
      subscriptions: [...(discovery.subscriptions ?? []), ...all.flatMap(({ subscriptions }) => subscriptions)],
      profiles: withDeployments(
        discovery.profiles,
        all.flatMap(({ deployments }) => deployments),
      ),
    },
  };
}

interface Stack {
  readonly triggers: readonly FunctionTrigger[];
  readonly functions: readonly NamedFunction[];
  readonly subscriptions: readonly TopicSubscription[];
  readonly deployments: readonly Deployment[];
}

function stackOf(stack: LinkedUnit, { discovery, digests }: LinkInput): Stack {
  const place: Place = { profile: FUNCTIONS, unit: stack.unit, deployment: undefined, onMachine: false };
  const functions = signalsOf(stack, 'function');
  const byMade = new Map(
    functions.flatMap((signal) => {
      const found = deployedAs(signal, { place, units: discovery.units, digests });
      return found ? [[signal.made.hash, found] as const] : [];
    }),
  );
  const triggers = signalsOf(stack, 'trigger').flatMap(({ function: of, event, call: { at } }): FunctionTrigger[] => {
    const to = byMade.get(of.hash);
    return to ? eventsOf(event, place).map((one) => ({ unit: to.unit.name, file: to.file, name: to.name, event: one, at })) : [];
  });
  const deployments = functions.flatMap(({ made, env, call: { at } }): Deployment[] => {
    const to = byMade.get(made.hash);
    return to ? [{ unit: to.unit.name, env: entriesOf(env, place, at), hosts: [], ports: [], at }] : [];
  });
  const named = functions.flatMap(({ made, name: given }): NamedFunction[] => {
    const [to, name] = [byMade.get(made.hash), textIn(given, place)];
    return to && name !== undefined ? [{ unit: to.unit.name, name }] : [];
  });
  return { triggers, functions: named, subscriptions: subscriptionsOf(stack, place), deployments };
}

interface Looking extends Pick<LinkInput, 'digests'> {
  readonly place: Place;
  readonly units: readonly Unit[];
}

/** The file, and the unit in whose folder it lies. */
function deployedAs({ entry, handler }: SignalOf<'function'>, { place, units, digests }: Looking): Deployed | undefined {
  const [path, called = 'handler'] = [textIn(entry, place), textIn(handler, place)];
  if (path === undefined) return undefined;
  const name = called.slice(called.lastIndexOf('.') + 1);
  const inside = called.includes('.') ? `/${called.slice(0, called.lastIndexOf('.'))}` : '';
  const places = [joinPath('.', path), joinPath(place.unit.path, `./${path}`)].flatMap((at) =>
    ['', '.ts', '.js', '.mjs', '/index.ts', '/index.js'].map((end) => at + inside + end),
  );
  const file = places.find((one) => digests.has(one));
  const [unit] = units.filter((one) => file !== undefined && isInside(file, one.path)).sort((a, b) => b.path.length - a.path.length);
  return file !== undefined && unit && unit.kind !== 'job' ? { unit, file, name } : undefined;
}

function eventsOf(event: StackEvent, place: Place): TriggerEvent[] {
  switch (event.kind) {
    case 'schedule':
      return [event];
    case 'message': {
      const topic = textIn(event.topic, place);
      return topic === undefined ? [] : [{ ...event, topic }];
    }
    case 'http': {
      const [method = 'ALL', path] = [textIn(event.method, place), textIn(event.path, place)];
      return path === undefined ? [] : [{ kind: 'http', method: method === 'ANY' ? 'ALL' : method.toUpperCase(), path }];
    }
  }
}

/** Queues behind topics and rules. */
function subscriptionsOf(stack: LinkedUnit, place: Place): TopicSubscription[] {
  return signalsOf(stack, 'bind').flatMap(({ broker, exchange, queue: of, call: { at } }) => {
    const [topic, queue] = [textIn(exchange, place), textIn(of, place)];
    const isOfCloud = broker === 'sns' || broker === 'eventbridge';
    return isOfCloud && topic !== undefined && queue !== undefined ? [{ broker, topic, queue, at }] : [];
  });
}

function entriesOf(env: Residual | undefined, place: Place, at: Deployment['at']): Deployment['env'] {
  const entries = env?.k === 'object' ? [...env.props] : [];
  return Object.fromEntries(
    entries.flatMap(([name, value]): [string, EnvEntry][] => {
      const text = textIn(value, place);
      return text === undefined ? [] : [[name, { value: text, source: 'stack', at }]];
    }),
  );
}

function textIn(value: Residual | undefined, place: Place): string | undefined {
  const text = textOf(value, place);
  return text && known(text);
}

/** Functions of one unit share their code: a variable of any of them is one of the unit, over those of its own files. */
function withDeployments(profiles: readonly Profile[], added: readonly Deployment[]): readonly Profile[] {
  const byUnit = new Map<string, Deployment>();
  for (const one of added) {
    const before = byUnit.get(one.unit) ?? profiles.flatMap(({ deployments }) => deployments).find(({ unit }) => unit === one.unit);
    byUnit.set(one.unit, { ...one, env: { ...before?.env, ...one.env } });
  }
  const own = profiles.find(({ name }) => name === FUNCTIONS) ?? { name: FUNCTIONS, deployments: [], infrastructure: [] };
  const deployments = [...own.deployments.filter(({ unit }) => !byUnit.has(unit)), ...byUnit.values()];
  return [...profiles.filter(({ name }) => name !== FUNCTIONS), { ...own, deployments }];
}
