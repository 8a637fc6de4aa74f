import type { Location } from '../../../model/location.js';
import type { Entry, LoopContext } from '../../../model/program.js';
import { alternatives, pathOf, show, type Residual } from '../../../model/residual.js';
import type { RemoteLoop } from '../../../model/system.js';
import { chainOf } from '../values/fields.js';

/** A loop around a remote call, as rules judge it. */
export function remoteLoop(
  loop: LoopContext,
  how: {
    readonly entry: Entry['kind'];
    readonly selectsHost: boolean;
    readonly callee: Residual | undefined;
    readonly inside: Location;
  },
): RemoteLoop {
  const { kind, method, bound, retry, at, over, text } = loop;
  return {
    kind,
    retry,
    at,
    source: sourceOf(loop, how.entry),
    over: text ?? (over === undefined ? kind : show(over)),
    selectsHost: how.selectsHost,
    selectsReceiver: isReceiver(over, how.callee),
    inside: how.inside,
    ...(method !== undefined && { method }),
    ...(bound !== undefined && { bound }),
  };
}

/** Loops that can be one call per item: no retry, and more than one round. */
export function isHeavy({ retry, bound }: LoopContext): boolean {
  return !retry && (bound === undefined || bound > 1);
}

function sourceOf({ over, bound, kind }: LoopContext, entry: Entry['kind']): RemoteLoop['source'] {
  if (over === undefined) return bound === undefined ? 'unknown' : 'literal';
  const sources = alternatives(over).map((one) => rootSource(one));
  if (sources.includes('data')) return isMessages(over, kind, entry) ? 'messages' : 'data';
  if (isMessages(over, kind, entry)) return 'messages';
  return sources.includes('unknown') || sources.length === 0 ? 'unknown' : 'literal';
}

/** Input of a request, the result of a call or a query: data. What is written in the code: literal. */
function rootSource(over: Residual): RemoteLoop['source'] {
  if (over.k === 'array') return over.open ? openList(over.items) : 'literal';
  const [root] = chainOf(over).slice(-1);
  switch (root?.k) {
    case 'unknown':
      return root.why === 'param' ? 'data' : 'unknown';
    case 'external':
      return hasCall(over) ? 'data' : 'unknown';
    case 'object':
    case 'array':
    case 'lit':
      return 'literal';
    default:
      return 'unknown';
  }
}

/** A list that code fills from elements of another list has as many items as that one. */
function openList(items: readonly Residual[]): RemoteLoop['source'] {
  const sources = items.map(rootSource);
  return sources.includes('data') ? 'data' : 'unknown';
}

function hasCall(over: Residual): boolean {
  const path = pathOf(over);
  return path === undefined ? chainOf(over).some(({ k }) => k === 'call') : path.includes('()') && !path.startsWith('globalThis.process');
}

/** A consumer that is given a batch, or iterates over its subscription. */
function isMessages(over: Residual, kind: LoopContext['kind'], entry: Entry['kind']): boolean {
  const path = pathOf(over) ?? '';
  if (kind === 'for-await' && /(?:subscribe|consume|messages|fetch)(?:Batch)?\(\)$|\bsub(?:scription)?$/i.test(path)) return true;
  return entry === 'consumer' && /(?:^|\.)(?:messages|records|batch|events)$/i.test(show(over));
}

/** The element is what is called: a list of clients, strategies, guards. */
function isReceiver(over: Residual | undefined, callee: Residual | undefined): boolean {
  if (over === undefined) return false;
  const lists = alternatives(over).filter((one) => one.k === 'array' && one.items.length > 0);
  const callable = lists.some((list) => list.k === 'array' && list.items.every(isCallable));
  return callable || (callee !== undefined && chainOf(callee).some((one) => one.k === 'element' && one.of.hash === over.hash));
}

function isCallable(item: Residual): boolean {
  return (
    item.k === 'instance' ||
    item.k === 'fn' ||
    item.k === 'class' ||
    (item.k === 'call' && pathOf(item)?.startsWith('globalThis.') === false && item.isNew)
  );
}
