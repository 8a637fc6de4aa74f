import { compareLocations, compareText } from '../../../model/location.js';
import type { CallSite } from '../../../model/practice.js';
import type { ExternalCall } from '../../../model/program.js';
import { signalsOf, type LinkedUnit } from '../input.js';
import type { Meeting, MetPeer } from '../meeting.js';

/** Calls that their caller waits for, each place once, with what ends the waiting. */
export function callSitesOf(linked: readonly LinkedUnit[], meetings: readonly Meeting[]): CallSite[] {
  const endings = new Map(linked.map((item) => [item.unit.name, endingsOf(item)]));
  const sites = new Map<string, CallSite>();
  for (const meeting of meetings) {
    if (meeting.kind !== 'edge' || meeting.style !== 'sync' || meeting.call === undefined || meeting.from === meeting.to) continue;
    const site = siteOf(meeting, endings.get(meeting.from)?.(meeting.call) ?? 'unknown');
    const key = JSON.stringify([site.from, site.to, site.protocol, site.name, site.at]);
    const known = sites.get(key);
    sites.set(key, known === undefined ? site : surer(known, site));
  }
  return [...sites.values()].sort(
    (a, b) => compareText(a.from, b.from) || compareText(a.to, b.to) || compareLocations(a.at, b.at) || compareText(a.name, b.name),
  );
}

function siteOf({ from, to, protocol, name, tier, at }: MetPeer, ends: CallSite['ends']): CallSite {
  return { from, to, protocol, name, confidence: tier, at, ends };
}

/** One place, reached in several ways: protected in one of them, it is not said to be unprotected. */
function surer(a: CallSite, b: CallSite): CallSite {
  const order: readonly CallSite['ends'][] = ['breaker', 'timeout', 'unknown', 'never'];
  const ends = order.find((one) => one === a.ends || one === b.ends) ?? 'unknown';
  return { ...(a.confidence === 'inferred' ? b : a), ends };
}

/** What ends a call of a unit. A breaker whose function is not known may stand around any of them. */
function endingsOf(item: LinkedUnit): (call: ExternalCall) => CallSite['ends'] {
  const limits = new Map(signalsOf(item, 'limit').map(({ call, isLimited }) => [call.id, isLimited]));
  const breakers = signalsOf(item, 'breaker');
  const inside = framesInside(
    item,
    breakers.filter(({ runs }) => runs).map(({ call }) => call),
  );
  const isOpaque = (breakers.length > 0 && inside.size === 0) || hasOwnBreaker(item);
  return ({ id, frame }) => {
    if (inside.has(frame)) return 'breaker';
    const isLimited = limits.get(id);
    if (isLimited === true) return 'timeout';
    return isLimited === undefined || isOpaque ? 'unknown' : 'never';
  };
}

/** Frames that a breaker's call leads to. */
function framesInside({ program: { frames } }: LinkedUnit, runs: readonly ExternalCall[]): ReadonlySet<number> {
  const first = runs.flatMap(({ frame, at, callbacks }) => [
    ...callbacks.map((one) => one.frame),
    ...(frames[frame]?.callsTo ?? []).filter((to) => compareLocations(to.at, at) === 0).map((to) => to.frame),
  ]);
  const inside = new Set(first);
  for (const frame of inside) for (const to of frames[frame]?.callsTo ?? []) inside.add(to.frame);
  return inside;
}

/** Written by hand: what it stands around is in its own words. */
function hasOwnBreaker({ program: { classes, frames } }: LinkedUnit): boolean {
  const name = /circuit.?breaker|with.?timeout|retry.?policy/i;
  return classes.some((one) => name.test(one.name)) || frames.some((one) => name.test(one.name));
}
