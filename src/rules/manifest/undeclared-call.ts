import type { Violation } from '../../model/finding.js';
import { placeText } from '../../model/location.js';
import { defineRule } from '../../model/rule.js';
import type { DeclaredService, Edge, System } from '../../model/system.js';
import { groupBy } from '../../shared/group-by.js';
import { callsOf, isTopic, statements, topicsOf } from './compare.js';

export const undeclaredCall = defineRule({
  meta: {
    id: 'manifest/undeclared-call',
    family: 'manifest',
    summary: 'A service calls, publishes and consumes only what msa.yaml lists for it.',
    why: 'A dependency that nobody wrote down was decided by nobody, and the next reader of msa.yaml is misled.',
    fix: 'Add it to the list of the service in msa.yaml if it is wanted, else remove the call.',
    severity: 'error',
    exempt: [
      'services without the list: where nothing is said nothing is judged',
      'what stands before the name of an event: its exchange, or a prefix',
      'the name of a queue of AMQP beside the keys that bind it, and a request over a broker that `calls` judges',
      'calls that are only inferred are warnings',
    ],
    example: 'msa.yaml lists `calls: [payments]` for orders, and orders also calls customers.',
    measures: ['operations'],
    options: {},
  },
  *check(system) {
    for (const { service, names } of statements(system, 'calls')) {
      const undeclared = callsOf(service.name, system).filter(({ to }) => !names.some(({ name }) => name === to));
      for (const calls of groupBy(undeclared, ({ to }) => to).values()) yield callViolation(service, calls);
    }
    yield* topicViolations(system, { what: 'publishes', role: 'publishers', verb: 'publishes' });
    yield* topicViolations(system, { what: 'consumes', role: 'consumers', verb: 'consumes' });
  },
});

function callViolation(service: DeclaredService, calls: readonly Edge[]): Violation {
  const [first] = calls;
  if (first === undefined) throw new Error('a group has members');
  const at = first.evidence[0];
  return {
    message: `${service.name} calls ${first.to} (${first.name}), which its \`calls\` in msa.yaml does not list`,
    services: [service.name, first.to],
    subject: `${service.name} calls ${first.to}`,
    ...(at === undefined ? {} : { at, label: first.name }),
    related: [{ ...service.at, message: `what msa.yaml says about ${service.name}` }],
    ...(first.confidence === 'inferred' ? ({ severity: 'warning', confidence: 'low' } as const) : {}),
    metrics: { operations: calls.length },
  };
}

interface TopicSide {
  readonly what: 'publishes' | 'consumes';
  readonly role: 'publishers' | 'consumers';
  readonly verb: string;
}

function* topicViolations(system: System, { what, role, verb }: TopicSide): Generator<Violation> {
  for (const { service, names } of statements(system, what)) {
    const all = topicsOf(service.name, system, role);
    for (const topic of all) {
      const { name, at } = topic;
      const bound = role === 'consumers' ? boundAt(topic, all) : undefined;
      const told = [name, ...(bound ? [bound.queue.name] : [])];
      if (told.some((one) => names.some((declared) => isTopic(declared.name, one)))) continue;
      if (bound?.queue === topic || (role === 'publishers' && topic.isAsked && isCall(service, name, system))) continue;
      yield {
        message: `${service.name} ${verb} ${name}, which its \`${what}\` in msa.yaml does not list`,
        services: [service.name],
        subject: `${service.name} ${verb} ${name}`,
        at,
        label: name,
        related: [{ ...service.at, message: `what msa.yaml says about ${service.name}` }],
      };
    }
  }
}

type Told = ReturnType<typeof topicsOf>[number];

/** All that is read at one place of AMQP: keys behind their exchanges, and the one queue that they bind. Who lists it lists them. */
function boundAt({ broker, at }: Told, all: readonly Told[]): { readonly queue: Told; readonly keys: readonly Told[] } | undefined {
  const here = broker === 'amqp' ? all.filter((one) => one.broker === broker && placeText(one.at) === placeText(at)) : [];
  const keys = here.filter(({ name }) => name.includes('/'));
  const [queue, other] = here.filter((one) => !keys.includes(one));
  return queue === undefined || other !== undefined || keys.length === 0 ? undefined : { queue, keys };
}

/** A request, which the list of calls judges. */
function isCall({ name: service, calls }: DeclaredService, topic: string, system: System): boolean {
  return calls !== undefined && callsOf(service, system).some(({ name }) => isTopic(name, topic) || isTopic(topic, name));
}
