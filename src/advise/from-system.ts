import type { Profile } from '../model/advice.js';
import type { Answers } from '../model/question.js';
import type { Flow, Operation, RemoteCall, Service, System } from '../model/system.js';
import { listed, plural } from '../shared/text.js';

/** What can be read of one question: the answer, and what it rests on. */
interface Reading {
  readonly question: string;
  readonly answer: string;
  readonly from: string;
}

/** The answers that the code gives, marked as read. What somebody has answered stays; what the code does not show stays open. */
export function withAnswersFrom(system: System, profile: Profile): Profile {
  const readings = READERS.flatMap((read) => read(system) ?? []).filter(({ question }) => profile.answers[question] === undefined);
  const answers: Answers = Object.fromEntries(readings.map(({ question, answer }) => [question, [answer]]));
  return {
    ...profile,
    answers: { ...answers, ...profile.answers },
    read: Object.fromEntries(readings.map(({ question, from }) => [question, from])),
  };
}

const READERS: readonly ((system: System) => Reading | undefined)[] = [
  capabilities,
  teams,
  platform,
  broker,
  stacks,
  reads,
  interaction,
  spanning,
];

function capabilities({ services }: System): Reading | undefined {
  const count = services.filter(isDomain).length;
  if (count === 0) return undefined;
  const answer = count > 10 ? 'most' : count > 5 ? 'many' : count > 2 ? 'some' : 'few';
  return { question: 'capabilities', answer, from: `${plural(count, 'service')} beside gateways and frontends; are they capabilities?` };
}

/** One team, or none that is named, says nothing about its size. */
function teams({ services }: System): Reading | undefined {
  const count = new Set(services.flatMap(({ team }) => team ?? [])).size;
  if (count < 2) return undefined;
  const answer = count > 8 ? 'more' : count > 3 ? 'four-eight' : 'two-three';
  return { question: 'teams', answer, from: `${count} teams in msa.yaml` };
}

/** From what said that there are services: what runs in production comes before what developers start. */
function platform({ services }: System): Reading | undefined {
  const texts = services.flatMap(({ evidence }) => evidence.map(({ text }) => text));
  const found = PLATFORMS.find(({ sign }) => texts.some((text) => sign.test(text)));
  if (found === undefined) return undefined;
  return { question: 'platform', answer: found.answer, from: listed(texts.filter((text) => found.sign.test(text)).sort(), 3) };
}

const PLATFORMS = [
  { answer: 'kubernetes', sign: /^(Deployment|StatefulSet|DaemonSet|Rollout|Service) / },
  { answer: 'serverless', sign: /^service .* of .*(serverless|template)\.(ya?ml|json|ts|js)$/ },
  { answer: 'containers', sign: /^service .* of .*compose[^/]*\.ya?ml$/ },
];

const LOGS = new Set(['kafka', 'redis-stream']);
const MANAGED = new Set(['sqs', 'sns', 'eventbridge', 'pubsub', 'servicebus']);
const QUEUES = new Set(['amqp', 'nats', 'bull', 'jobs', 'redis', 'mqtt']);

/** That there is none in the code does not say that none may be run. */
function broker({ topics }: System): Reading | undefined {
  const found = [...new Set(topics.map((topic) => topic.broker))].sort();
  const of = (kinds: ReadonlySet<string>): boolean => found.some((one) => kinds.has(one));
  const answer = of(LOGS) ? 'log' : of(QUEUES) ? 'queue' : of(MANAGED) ? 'managed' : undefined;
  return answer === undefined ? undefined : { question: 'broker', answer, from: `topics and queues of ${found.join(', ')}` };
}

function stacks({ services }: System): Reading | undefined {
  const languages = [...new Set(services.filter(isDomain).map(({ language }) => (language === 'js' ? 'ts' : language)))].sort();
  if (languages.length === 0) return undefined;
  const named = languages.map((one) => (one === 'ts' ? 'JavaScript and TypeScript' : one)).join(', ');
  return { question: 'stacks', answer: languages.length > 1 ? 'several' : 'one', from: named };
}

/** Fewer operations than this tell nothing. */
const ENOUGH = 10;

function reads({ services }: System): Reading | undefined {
  const operations = services.filter(isDomain).flatMap((one) => one.operations.filter(isHttp));
  const writes = operations.filter(({ method = '' }) => WRITES.test(method)).length;
  if (operations.length < ENOUGH) return undefined;
  const ratio = (operations.length - writes) / Math.max(1, writes);
  const answer = ratio >= 12 ? 'most' : ratio >= 3 ? 'more' : 'equal';
  return {
    question: 'reads',
    answer,
    from: `${plural(operations.length - writes, 'operation')} that read and ${writes} that write; requests may be spread otherwise`,
  };
}

const WRITES = /^(POST|PUT|PATCH|DELETE)$/i;

/** Share of connections that nobody waits for, from which on the parts talk by messages. */
const MOSTLY = 0.7;
/** Calls of one request from which on it is a chain. */
const MANY_CALLS = 3;

function interaction({ edges, flows }: System): Reading | undefined {
  const between = edges.filter(({ from, to }) => from !== to);
  if (between.length === 0) return undefined;
  const sync = between.filter(({ style }) => style === 'sync').length;
  const most = Math.max(0, ...flows.filter(isRequest).map(({ calls }) => calls.filter(({ style }) => style === 'sync').length));
  const answer = 1 - sync / between.length >= MOSTLY ? 'messages' : most >= MANY_CALLS ? 'chains' : 'few-calls';
  const share = Math.round((100 * sync) / between.length);
  return {
    question: 'interaction',
    answer,
    from: `${share} % of ${plural(between.length, 'connection')} wait for an answer, at most ${plural(most, 'call')} in one request`,
  };
}

/** Operations that change data of two and more other services. That none is found does not say that there is none. */
function spanning({ flows }: System): Reading | undefined {
  const changed = flows.filter(isRequest).map(({ calls }) => new Set(calls.filter(isWrite).map(({ to }) => to)).size);
  const spanned = changed.filter((count) => count > 1).length;
  if (spanned === 0) return undefined;
  const most = Math.max(...changed);
  const change = spanned === 1 ? 'operation changes' : 'operations change';
  return { question: 'spanning', answer: most > 2 ? 'many' : 'few', from: `${spanned} ${change} data of ${most} other services at most` };
}

function isDomain({ kind }: Service): boolean {
  return kind === 'service' || kind === 'worker';
}

function isHttp({ protocol, technical }: Operation): boolean {
  return protocol === 'http' && !technical;
}

function isRequest({ entry }: Flow): boolean {
  return entry.kind === 'route' || entry.kind === 'rpc' || entry.kind === 'consumer';
}

function isWrite({ name, style }: RemoteCall): boolean {
  return style === 'sync' && WRITES.test(name.split(' ')[0] ?? '');
}
