import type { ExternalCall } from '../../../model/program.js';
import { lit, object, template, type CallResult, type Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import type { StackEvent } from '../../../model/stack-signal.js';
import { defineLibrary, type MemberRow, type Row } from '../define-library.js';
import { onEach } from '../rows.js';
import { listOf, option, options, origin, receiver } from '../select.js';

/** A module of version 2, of version 1, and as the whole package exports it. */
const all = (module: string, names: string): string[] =>
  [`aws-cdk-lib/${module}`, `@aws-cdk/${module}`, `aws-cdk-lib.${module.replaceAll('-', '_')}`].flatMap((from) =>
    names.split(',').map((name) => `${from}.${name}`),
  );
const made = (paths: readonly string[]): string[] => paths.map((path) => `${path}()`);

const FUNCTIONS = [
  ...all('aws-lambda-nodejs', 'NodejsFunction'),
  ...all('aws-lambda', 'Function,DockerImageFunction'),
  ...['@aws-cdk/aws-lambda-nodejs-alpha.NodejsFunction'],
];
const RULES = all('aws-events', 'Rule');
const TOPICS = all('aws-sns', 'Topic');
const REST = all('aws-apigateway', 'RestApi,LambdaRestApi');
const HTTP = [...all('aws-apigatewayv2', 'HttpApi'), '@aws-cdk/aws-apigatewayv2-alpha.HttpApi'];

/** Properties by which resources are told to code, and the option that names them; without it, they are called by their id. */
const NAMED: readonly (readonly [paths: readonly string[], members: string, option: string])[] = [
  [all('aws-sqs', 'Queue'), 'queueName,queueUrl,queueArn', 'queueName'],
  [TOPICS, 'topicName,topicArn', 'topicName'],
  [all('aws-dynamodb', 'Table,TableV2'), 'tableName,tableArn', 'tableName'],
  [all('aws-kinesis', 'Stream'), 'streamName,streamArn', 'streamName'],
  [all('aws-events', 'EventBus'), 'eventBusName,eventBusArn', 'eventBusName'],
  [all('aws-s3', 'Bucket'), 'bucketName,bucketArn', 'bucketName'],
  [all('aws-stepfunctions', 'StateMachine'), 'stateMachineName,stateMachineArn', 'stateMachineName'],
  [FUNCTIONS, 'functionName,functionArn', 'functionName'],
];
const OPTION = /(?:Queue|Topic|EventBus|Stream)$/;

/** `new Queue(this, 'Orders', { queueName })`, `Queue.fromQueueArn(this, 'Orders', arn)`. */
function nameOf(resource: Residual | undefined): Residual | undefined {
  const call = resource?.k === 'call' ? resource : undefined;
  const of = call?.callee.k === 'external' ? OPTION.exec(call.callee.path)?.[0] : undefined;
  if (!call) return undefined;
  const key = of === undefined ? undefined : `${of.charAt(0).toLowerCase()}${of.slice(1)}Name`;
  return (key === undefined ? call.args[2] : option(call.args[2], key)) ?? call.args[1];
}

const memberName =
  (name: string): MemberRow =>
  (of) =>
    of.k === 'call' ? (option(of.args[2], name) ?? of.args[1]) : undefined;

const deploys: Row = (call) => {
  const given = call.args[2];
  const code = option(given, 'code');
  const entry = option(given, 'entry') ?? (code?.k === 'call' ? code.args[0] : undefined);
  const [handler, env] = [option(given, 'handler'), option(given, 'environment')];
  const name = option(given, 'functionName') ?? call.args[1];
  const said = { ...(entry && { entry }), ...(handler && { handler }), ...(name && { name }), ...(env && { env }) };
  return { kind: 'function', made: call.result, ...said, call };
};

const adds: Row = (call) => {
  const [of, [name, value]] = [receiver(call), call.args];
  if (!of || name?.k !== 'lit' || !value) return undefined;
  return { kind: 'function', made: of, env: object(new Map([[String(name.v), value]])), call };
};

/** A constructor of some module of the CDK: `SqsQueue` of `new targets.SqsQueue(queue)`. */
function constructed(of: Residual | undefined): { readonly name: string; readonly args: readonly Residual[] } | undefined {
  if (of?.k !== 'call' || of.callee.k !== 'external') return undefined;
  return { name: of.callee.path.slice(of.callee.path.lastIndexOf('.') + 1), args: of.args };
}

function* triggered(call: ExternalCall, of: Residual | undefined, event: StackEvent): Generator<Signal> {
  if (of) yield { kind: 'trigger', function: of, event, call };
}

const SOURCES: ReadonlyMap<string, 'sqs' | 'sns' | 'kinesis'> = new Map([
  ['SqsEventSource', 'sqs'],
  ['SnsEventSource', 'sns'],
  ['KinesisEventSource', 'kinesis'],
]);

/** `fn.addEventSource(new SqsEventSource(queue))` */
function* sourced(call: ExternalCall): Generator<Signal> {
  const source = constructed(call.args[0]);
  const broker = SOURCES.get(source?.name ?? '');
  const topic = nameOf(source?.args[0]);
  if (broker && topic) yield* triggered(call, receiver(call), { kind: 'message', broker, topic });
}

/** Who is behind a topic or a rule: a queue, or a function. */
function* behind(
  call: ExternalCall,
  broker: 'sns' | 'eventbridge',
  { topic, target }: { topic: Residual; target: Residual },
): Generator<Signal> {
  const to = constructed(target);
  const [of] = to?.args ?? [];
  const queue = to?.name.startsWith('Sqs') ? nameOf(of) : undefined;
  if (queue) yield { kind: 'bind', broker, queue, exchange: topic, pattern: lit(''), call };
  else if (to?.name.startsWith('Lambda')) yield* triggered(call, of, { kind: 'message', broker, topic });
}

/** `topic.addSubscription(new SqsSubscription(queue))` */
function* subscribed(call: ExternalCall): Generator<Signal> {
  const [topic, [target]] = [nameOf(receiver(call)), call.args];
  if (topic && target) yield* behind(call, 'sns', { topic, target });
}

/** `new Rule(this, 'Placed', { eventPattern: { detailType: ['placed'] }, targets })`, `rule.addTarget(target)`. */
function* ruled(call: ExternalCall, given: Residual | undefined, targets: readonly Residual[]): Generator<Signal> {
  const types = listOf(options(given, 'eventPattern', 'detailType'));
  for (const target of targets) {
    for (const topic of types) yield* behind(call, 'eventbridge', { topic, target });
    const to = constructed(target);
    if (option(given, 'schedule')?.k === 'call' && to?.name === 'LambdaFunction') yield* triggered(call, to.args[0], { kind: 'schedule' });
  }
}

/** `api.root.addResource('orders').addResource('{id}').addMethod('GET', new LambdaIntegration(fn))` */
function* method(call: ExternalCall): Generator<Signal> {
  const parts: Residual[] = [];
  let at: CallResult | undefined = origin(receiver(call), /\.addResource$/);
  for (; at; at = origin(at.callee, /\.addResource$/)) parts.unshift(lit('/'), at.args[0] ?? lit('{}'));
  const api = origin(receiver(call), /\.(?:Lambda)?RestApi$/);
  const integration = constructed(call.args[1] ?? option(api?.args[2], 'defaultIntegration'));
  const of = integration?.name === 'LambdaIntegration' ? integration.args[0] : option(api?.args[2], 'handler');
  yield* triggered(call, of, { kind: 'http', method: call.args[0], path: template(parts.length === 0 ? [lit('/')] : parts) });
}

/** `new LambdaRestApi(this, 'Api', { handler })` answers to everything, unless it is told what. */
function* wholeApi(call: ExternalCall): Generator<Signal> {
  const isProxy = option(call.args[2], 'proxy');
  const isAll = isProxy === undefined || (isProxy.k === 'lit' && isProxy.v !== false);
  if (isAll) yield* triggered(call, option(call.args[2], 'handler'), { kind: 'http', method: lit('ALL'), path: lit('/{proxy+}') });
}

/** `api.addRoutes({ path, methods: [HttpMethod.GET], integration: new HttpLambdaIntegration('Orders', fn) })` */
function* routed(call: ExternalCall): Generator<Signal> {
  const [given] = call.args;
  const [path, integration] = [option(given, 'path'), constructed(option(given, 'integration'))];
  const of = integration?.name === 'HttpLambdaIntegration' ? integration.args[1] : undefined;
  const methods = listOf(option(given, 'methods')).map((one) =>
    one.k === 'external' ? lit(one.path.slice(one.path.lastIndexOf('.') + 1)) : one,
  );
  for (const one of methods.length > 0 ? methods : [lit('ALL')]) if (path) yield* triggered(call, of, { kind: 'http', method: one, path });
}

const RESOURCES = ['root', 'root.addResource()', 'root.addResource().addResource()', 'root.addResource().addResource().addResource()'];

/** Stacks of the AWS CDK: what the Serverless Framework says in YAML. */
export const awsCdk = defineLibrary({
  package: 'aws-cdk-lib',
  calls: {
    ...Object.fromEntries(FUNCTIONS.map((path) => [path, deploys])),
    ...onEach(made(FUNCTIONS), 'addEnvironment', adds),
    ...onEach(made(FUNCTIONS), 'addEventSource', sourced),
    ...onEach(made(TOPICS), 'addSubscription', subscribed),
    ...Object.fromEntries(
      RULES.map((path) => [path, (call: ExternalCall) => ruled(call, call.args[2], listOf(option(call.args[2], 'targets')))]),
    ),
    ...onEach(made(RULES), 'addTarget', (call: ExternalCall) => ruled(call, origin(call.callee, /\.Rule$/)?.args[2], call.args)),
    ...Object.fromEntries(all('aws-apigateway', 'LambdaRestApi').map((path) => [path, wholeApi])),
    ...Object.fromEntries(RESOURCES.flatMap((at) => made(REST).map((api) => [`${api}.${at}.addMethod`, method]))),
    ...onEach(made(HTTP), 'addRoutes', routed),
  },
  members: Object.fromEntries(
    NAMED.flatMap(([paths, members, name]) => paths.map((path) => [`${path}().{${members}}`, memberName(name)] as const)),
  ),
});
