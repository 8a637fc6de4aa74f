import type { ExternalCall } from '../../../model/program.js';
import type { Residual } from '../../../model/residual.js';
import type { PublishSignal } from '../../../model/signal.js';
import { defineLibrary, type Row } from '../define-library.js';
import { configured } from '../data/connection.js';
import { onEach, publish, subscribe } from '../rows.js';
import { arg, calleeName, isText, option, originArg } from '../select.js';

const CLIENTS = ['@temporalio/client.Client().workflow', '@temporalio/client.WorkflowClient()'];

/** `client.workflow.start(placeOrder, { taskQueue })`; who executes waits for the result. */
const started: Row = (call) => asks(call, option(call.args[1], 'taskQueue'), calleeName(call).startsWith('execute'));

function asks(call: ExternalCall, queue: Residual | undefined, reply: boolean): PublishSignal | undefined {
  return queue && { kind: 'publish', broker: 'temporal', topic: queue, ...(reply && { reply }), call };
}

/** Activities of another queue are done by another worker; those of the workflow's own queue by the worker that runs it. */
const activity: Row = (call) => asks(call, originArg('@temporalio/workflow.proxyActivities', 0, 'taskQueue')(call), true);

/** `temporal.startWorkflow(name, args, { taskQueue })` of Nest's service. */
const startedByName: Row = (call) => asks(call, option(call.args[2], 'taskQueue'), false);

/** A module with a worker takes from its queue; one without only starts workflows. */
const ofModule =
  (part: string | undefined, proof: string): Row =>
  (call, program) => {
    const given = configured(call.args.at(-1));
    const queue = option(part === undefined ? given : option(given, part), 'taskQueue');
    return queue && option(given, proof) && subscribe('temporal', { topic: () => queue })(call, program);
  };

const ZEEBE = ['zeebe-node.ZBClient()', '@camunda8/sdk.Camunda8().getZeebeGrpcApiClient()'];
const REST = '@camunda8/sdk.Camunda8().getCamundaRestClient()';
const PROCESSES = [...ZEEBE, REST];
const process = (reply: boolean): Row =>
  publish('zeebe', {
    topic: ({ args: [first] }) => (isText(first) ? first : (option(first, 'bpmnProcessId') ?? option(first, 'processDefinitionId'))),
    reply,
  });

/** `createWorker({ taskType, taskHandler })`, formerly `createWorker([id], type, handler)`. */
const worker: Row = (call, program) => {
  const given = call.args.filter((one) => isText(one));
  const type = option(call.args[0], 'taskType') ?? option(call.args[0], 'type') ?? given.at(-1);
  return type && subscribe('zeebe', { topic: () => type })(call, program);
};
const handled = {
  args: 'all' as const,
  when: 'registered' as const,
  entry: 'consumer' as const,
  properties: ['taskHandler', 'jobHandler'],
};

/** Engines that run workflows: work goes to whoever takes it from a queue. */
export const workflows = defineLibrary({
  package: '@temporalio/client',
  types: {
    '@temporalio/client.WorkflowClient': '@temporalio/client.WorkflowClient()',
    '@temporalio/client.Client': '@temporalio/client.Client()',
  },
  calls: {
    ...onEach(CLIENTS, '{start,execute,signalWithStart}', started),
    '@temporalio/workflow.{startChild,executeChild}': started,
    '@temporalio/workflow.proxyActivities().*': activity,
    'nestjs-temporal-core.TemporalService().startWorkflow': startedByName,
    'nestjs-temporal-core.TemporalModule.{register,registerAsync}': ofModule(undefined, 'worker'),
    'nestjs-temporal.TemporalModule.{registerWorker,registerWorkerAsync}': ofModule('workerOptions', 'workerOptions'),
    '@temporalio/worker.Worker.create': subscribe('temporal', { topic: arg(0, 'taskQueue') }),
    ...onEach(PROCESSES, '{createProcessInstance,createProcess}', process(false)),
    ...onEach(PROCESSES, 'createProcessInstanceWithResult', process(true)),
    ...onEach(ZEEBE, 'createWorker', worker),
    [`${REST}.createJobWorker`]: worker,
    'nestjs-zeebe.ZeebeWorker': worker,
  },
  callbacks: {
    '@temporalio/worker.Worker.create': { args: 'all', when: 'registered', entry: 'consumer' },
    ...onEach(ZEEBE, 'createWorker', handled),
    [`${REST}.createJobWorker`]: handled,
  },
  entries: { 'nestjs-zeebe.ZeebeWorker': 'consumer' },
});
