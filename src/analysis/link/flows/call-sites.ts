import { compareLocations, compareText } from '../../../model/location.js';
import type { CallSite } from '../../../model/practice.js';
import type { ExternalCall } from '../../../model/program.js';
import type { LinkedUnit, LinkInput } from '../input.js';
import type { Caller, Meeting, MetPeer } from '../meeting.js';
import { protectionOf, type Protection } from './breakers.js';
import { retriesOf } from './retries.js';

export type Practised = Pick<CallSite, 'ends' | 'isUntimed' | 'retried'>;

/** Calls that their caller waits for, each place once, with what ends the waiting and whether they are made again. */
export function callSitesOf(meetings: readonly Meeting[], practised: (unit: string, call: Caller) => Practised | undefined): CallSite[] {
  const sites = new Map<string, CallSite>();
  for (const meeting of meetings) {
    if (meeting.kind !== 'edge' || meeting.style !== 'sync' || meeting.call === undefined || meeting.from === meeting.to) continue;
    const site = siteOf(meeting, practised(meeting.from, meeting.call) ?? { ends: 'unknown' });
    const key = JSON.stringify([site.from, site.to, site.protocol, site.name, site.at]);
    const known = sites.get(key);
    sites.set(key, known === undefined ? site : surer(known, site));
  }
  return [...sites.values()].sort(
    (a, b) => compareText(a.from, b.from) || compareText(a.to, b.to) || compareLocations(a.at, b.at) || compareText(a.name, b.name),
  );
}

/** What ends the waiting for calls of a unit, and whether they are made again. */
export function practisedAt(item: LinkedUnit, modules: LinkInput['modules']): (call: ExternalCall) => Practised {
  const protection: (call: ExternalCall) => Protection = protectionOf(item, modules);
  const retried = retriesOf(item);
  return (call) => {
    const again = retried(call);
    return { ...protection(call), ...(again !== undefined && { retried: again }) };
  };
}

function siteOf({ from, to, protocol, name, tier, at, operation }: MetPeer, practised: Practised): CallSite {
  return { from, to, protocol, name, confidence: tier, at, ...practised, ...(operation !== undefined && { operation }) };
}

/** One place, reached in several ways: protected in one of them, it is not said to be unprotected. */
function surer(a: CallSite, b: CallSite): CallSite {
  const order: readonly CallSite['ends'][] = ['breaker', 'timeout', 'unknown', 'never'];
  const ends = order.find((one) => one === a.ends || one === b.ends) ?? 'unknown';
  const { isUntimed: _, retried: __, ...rest } = a.confidence === 'inferred' ? b : a;
  const retried = a.retried ?? b.retried;
  const isUntimed = ends === 'breaker' && [a, b].every((one) => one.ends !== 'timeout' && (one.ends !== 'breaker' || one.isUntimed));
  return { ...rest, ends, ...(isUntimed && { isUntimed }), ...(retried !== undefined && { retried }) };
}
