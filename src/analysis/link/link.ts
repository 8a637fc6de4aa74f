import type { ServiceCoverage } from '../../model/analysis.js';
import { compareLocations, compareText } from '../../model/location.js';
import type { Flow, System, TableDefinition } from '../../model/system.js';
import { ownOf } from './alone.js';
import { calledIn } from './called.js';
import { groupBy } from '../../shared/group-by.js';
import { once } from '../../shared/once.js';
import { contextOf, type Context } from './context.js';
import { withDeclared } from './declared.js';
import { flowsOf } from './flows/flows.js';
import { foreignMeetings } from './foreign.js';
import type { LinkInput, Recalled } from './input.js';
import { collect, compareLoose, type Meeting, type Met } from './meeting.js';
import { messageMeetings } from './messaging/nest-messages.js';
import { queueMeetings } from './messaging/nest-queues.js';
import { answered } from './messaging/replies.js';
import { operationsTold, toldOf } from './messaging/told.js';
import { topicMeetings } from './messaging/topics.js';
import { practicesOf } from './practices/practices.js';
import { textOfOthers } from './requests/asked-in.js';
import { fieldLoops } from './requests/graphql-fields.js';
import { grpcMeetings } from './requests/grpc.js';
import { httpMeetings } from './requests/http.js';
import { invocations } from './requests/invocations.js';
import { proxyMeetings } from './requests/proxy.js';
import { deploymentUnits } from './services/deployment-units.js';
import { serviceImports } from './services/imports.js';
import { sharedPackages } from './services/packages.js';
import { settledAtHome } from './services/projects.js';
import { withStacks } from './stacks.js';
import { doubtedWhereUnloaded } from './unloaded.js';
import { ownModules, servicesOf } from './services/services.js';
import { datastoresOf } from './stores/datastores.js';

export type { LinkInput } from './input.js';

export interface Linked {
  readonly system: System;
  readonly services: Record<string, ServiceCoverage>;
}

/** What the units have in common becomes one system: who calls whom, who listens to what, who opens which database. */
export function link(given: LinkInput): Linked {
  const input = withStacks(given);
  const context = contextOf(input);
  const { alone, recalled } = ownOf(context, input);
  const own = context.linked.flatMap(({ unit }) => alone.get(unit.name) ?? []);
  const called = calledIn([...alone].map(([unit, one]) => [unit, one.called]));
  const told = toldOf(context, input.schemas);
  const { meetings: heard, topics } = topicMeetings(context, told);
  const all = [
    ...requestsOf(context, recalled),
    ...proxyMeetings(context),
    ...invocations(context),
    ...messageMeetings(context),
    ...queueMeetings(context),
    ...grpcMeetings(context),
    ...heard,
    ...foreignMeetings(context),
  ];
  const meetings = answered(
    settledAtHome(
      doubtedWhereUnloaded(all, (unit, call) => called(unit, call)?.isDoubted === true),
      input.discovery,
    ),
  );
  const met = collect(meetings, (unit, call) => called(unit, call)?.asked ?? []);
  const stores = datastoresOf(
    context,
    own.flatMap(({ visits }) => visits),
  );
  const defined = (unit: string): readonly TableDefinition[] => alone.get(unit)?.definitions ?? [];
  const services = servicesOf(context, { ...input, defined }, (unit) => operationsTold(told, unit));
  const loose = [...met.loose, ...stores.loose].sort(compareLoose);
  const system: System = {
    services,
    datastores: stores.datastores,
    edges: withDeclared({ services, edges: met.edges, topics, loose }, input.manifest?.declared),
    topics,
    imports: serviceImports(input.imports, input.discovery),
    packages: sharedPackages(context, { ...input, done: own, filesOf: (service) => alone.get(service)?.files }),
    deploymentUnits: deploymentUnits(input.discovery),
    ...practicesOf(context, input, { own, meetings, practised: (unit, call) => called(unit, call)?.practised }),
    flows: allFlows(context, meetings, { schemas: input.schemas, recalled }),
    loose,
    ...(input.manifest && { declared: input.manifest.declared, unlisted: input.discovery.unlisted ?? [] }),
  };
  return { system, services: coverageOf(context, input, { met, system }) };
}

/** Of each unit by itself, and of what it may find out about others. */
function requestsOf(context: Context, recalled: Recalled): Meeting[] {
  const others = once(() => textOfOthers(context));
  return context.linked.flatMap((item) =>
    recalled(item, { step: 'requests', given: [others()] }, () => [...httpMeetings({ ...context, linked: [item] })]),
  );
}

interface FlowsInput extends Pick<LinkInput, 'schemas'> {
  readonly recalled: Recalled;
}

function allFlows({ linked, offered }: Context, meetings: readonly Meeting[], { schemas, recalled }: FlowsInput): Flow[] {
  const byUnit = groupBy(
    meetings.filter((meeting) => meeting.kind === 'edge').filter(({ call }) => call !== undefined),
    ({ from }) => from,
  );
  return linked
    .flatMap((item) => {
      const edges = byUnit.get(item.unit.name) ?? [];
      if (edges.length === 0) return [];
      const given = [JSON.stringify(edges.map(({ call, ...edge }) => ({ ...edge, call: call?.id })))];
      const input = { linked: item, offered: offered.get(item.unit.name) ?? [], edges };
      return recalled(item, { step: 'flows', given }, () => flowsOf({ ...input, perItem: fieldLoops(item, schemas) }));
    })
    .sort(
      (a, b) =>
        compareText(a.service, b.service) ||
        compareText(a.entry.name, b.entry.name) ||
        compareText(a.entry.kind, b.entry.kind) ||
        compareLocations(a.entry.at, b.entry.at),
    );
}

function coverageOf({ directory }: Context, { digests }: LinkInput, { met, system }: { met: Met; system: System }): Linked['services'] {
  const modulesOf = ownModules(digests);
  return Object.fromEntries(
    directory.units.map((unit) => {
      const own = modulesOf(unit);
      const calls = met.counts.get(unit.name) ?? { resolved: 0, unresolved: 0 };
      const opened = system.datastores.filter(({ accessors }) => accessors.some(({ service }) => service === unit.name));
      const resolvedDatastores = opened.filter(({ proven }) => proven).length;
      return [
        unit.name,
        {
          files: own.length,
          parseErrors: own.reduce((sum, { parseErrors }) => sum + parseErrors.length, 0),
          resolvedCalls: calls.resolved,
          unresolvedCalls: calls.unresolved,
          unresolvedRoutes: system.services.find(({ name }) => name === unit.name)?.unreadRoutes?.length ?? 0,
          resolvedDatastores,
          unresolvedDatastores: opened.length - resolvedDatastores,
        },
      ];
    }),
  );
}
