import type { Layer, Templates } from '../layers/layer.js';
import { closure } from '../layers/select.js';
import type { Wanted, WantedService } from '../wanted.js';
import { nounsOf } from './names.js';
import type { Subject, Vocabulary } from './words.js';

/** A service of the workspace with all its layers. */
export interface Member extends WantedService {
  readonly name: string;
  readonly layers: readonly Layer[];
  /** Services that it calls. */
  readonly calls: readonly string[];
}

/** By name. */
export function membersOf({ services }: Wanted, templates: Templates): readonly Member[] {
  const members = Object.entries(services)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, service]) => ({ ...service, name, layers: closure(service.patterns, templates) }));
  return members.map((member) => ({ ...member, calls: callsOf(member, members) }));
}

/** What was answered, or every service with a layer that this one calls by its nature. */
function callsOf({ name, answers, layers }: Omit<Member, 'calls'>, members: readonly Omit<Member, 'calls'>[]): string[] {
  const byNature = new Set(layers.flatMap(({ calls }) => calls));
  const named = answers.calls?.split(',').map((one) => one.trim());
  return members.flatMap((other) => {
    if (other.name === name) return [];
    const isCalled = named === undefined ? other.layers.some((layer) => byNature.has(layer.name)) : named.includes(other.name);
    return isCalled ? [other.name] : [];
  });
}

export function vocabularyOf(workspace: string, member: Member, peer?: Member): Vocabulary {
  const options = member.layers.flatMap((layer) => layer.options.map((option) => ({ ...option, key: `${layer.name}.${option.name}` })));
  const answers = options.flatMap(({ key, replaces, default: otherwise }) => {
    const answer = member.answers[key] ?? otherwise;
    return replaces === undefined || answer === undefined ? [] : [[replaces, answer] as const];
  });
  return {
    workspace,
    subject: subjectOf(member),
    ...(peer === undefined ? {} : { peer: subjectOf(peer) }),
    answers: Object.fromEntries(answers),
  };
}

function subjectOf({ name, port, answers }: Member): Subject {
  return { service: name, port, ...nounsOf(name, answers.entity) };
}
