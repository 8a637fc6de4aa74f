import type { Effects } from '../../model/practice.js';
import { defineRule } from '../../model/rule.js';
import type { System } from '../../model/system.js';

export const choreographyTooLong = defineRule({
  meta: {
    id: 'saga/choreography-too-long',
    family: 'saga',
    summary: 'A flow that goes from event to event is short enough to be understood.',
    why: 'Nobody sees a long chain of events as one: no file holds it, no place knows how far it got, and who changes a step does not know the others.',
    fix: 'Let an orchestrator lead the flow, or take steps together that belong to one service.',
    severity: 'warning',
    patterns: ['saga-choreography'],
    onlyIfChosen: true,
    cure: 'saga-orchestration',
    sources: ['C. Richardson, Microservices Patterns, ch. 4 (choreography for simple sagas)'],
    exempt: ['events whose name is not known', 'a chain that comes back to a step is counted once around'],
    example: 'order.placed → payment.taken → stock.reserved → parcel.packed → parcel.sent → mail.written',
    measures: ['steps'],
    options: {
      steps: { type: 'integer', minimum: 2, default: 4, description: 'The longest chain of events that is accepted.' },
    },
  },
  *check(system, { steps: limit }) {
    const ways = waysOf(system);
    const chains = system.effects.filter(({ entry }) => entry.kind !== 'consumer').map((one) => longest(ways, one, new Set()));
    const [chain] = chains.sort((a, b) => b.length - a.length);
    const [first] = chain ?? [];
    if (chain === undefined || first === undefined || chain.length <= limit) return;
    const names = chain.map(({ name }) => name);
    yield {
      message: `a flow passes ${chain.length} events: ${names.join(' → ')}`,
      services: [...new Set(chain.map(({ service }) => service))],
      subject: names.join(' '),
      at: first.at,
      label: `publishes ${first.name}`,
      flow: chain.map(({ service, name, at }) => ({ ...at, message: `${service} publishes ${name}` })),
      metrics: { steps: chain.length },
    };
  },
});

interface Step {
  readonly service: string;
  readonly name: string;
  readonly at: Effects['entry']['at'];
}

/** A chain that is longer is too long whatever follows. */
const MAX_STEPS = 12;

/** Where everything leads to everything, the ways are more than can be counted; the longest of so many is long enough to tell. */
const MAX_WAYS = 20_000;

interface Ways {
  /** What runs when a topic is heard; a topic that is heard by something else has no entries. */
  readonly heard: ReadonlyMap<string, readonly Effects[]>;
  left: number;
}

function waysOf({ effects, topics }: System): Ways {
  const heard = new Map<string, Effects[]>(topics.filter(({ consumers }) => consumers.length > 0).map(({ name }) => [name, []]));
  for (const one of effects) {
    const topic = one.entry.kind === 'consumer' ? /^event (.*)$/s.exec(one.entry.name)?.[1] : undefined;
    if (topic !== undefined) heard.set(topic, [...(heard.get(topic) ?? []), one]);
  }
  return { heard, left: MAX_WAYS };
}

/** The longest way from event to event that begins with what the operation publishes. */
function longest(ways: Ways, { service, publishes }: Effects, seen: ReadonlySet<string>): Step[] {
  let best: Step[] = [];
  for (const { name, at } of publishes) {
    const topic = name.replace(/^["'`]|["'`]$/g, '');
    const next = seen.has(topic) || seen.size > MAX_STEPS || ways.left <= 0 ? undefined : ways.heard.get(topic);
    if (!next) continue;
    ways.left -= 1;
    const rest = next.map((one) => longest(ways, one, new Set([...seen, topic]))).sort((a, b) => b.length - a.length)[0] ?? [];
    if (rest.length + 1 > best.length) best = [{ service, name: topic, at }, ...rest];
  }
  return best;
}
