import type { Violation } from '../../model/finding.js';
import type { CallSite } from '../../model/practice.js';
import { defineRule } from '../../model/rule.js';
import { groupBy } from '../../shared/group-by.js';
import { plural } from '../../shared/text.js';

export const retryWithoutBackoff = defineRule({
  meta: {
    id: 'circuit-breaker/retry-without-backoff',
    family: 'circuit-breaker',
    summary: 'Who tries again waits longer each time.',
    why: 'A service in trouble gets twice the load at once, from all its callers at the same moment, and does not recover.',
    fix: 'Let the pause grow from attempt to attempt, with a part of it left to chance, and try only a few times.',
    severity: 'warning',
    patterns: ['circuit-breaker'],
    onlyIfChosen: true,
    cure: 'rest',
    sources: ['M. Brooker, Timeouts, retries and backoff with jitter (Amazon Builders’ Library)', 'M. Nygard, Release It!, ch. 5'],
    exempt: ['pauses whose length is not known', 'libraries whose pauses grow by themselves', 'loops that turn pages or poll'],
    example: '`this.http.get(url).pipe(retry(3))`, or `axiosRetry(client, { retries: 3 })` without `retryDelay`.',
    measures: ['calls'],
    options: {
      constant: { type: 'boolean', default: true, description: 'A pause that is always the same counts too.' },
    },
  },
  *check(system, { constant }) {
    const again = system.callSites.filter(({ retried }) => retried?.pause === 'none' || (constant && retried?.pause === 'same'));
    for (const sites of groupBy(again, ({ from, to }) => `${from} ${to}`).values()) yield* violation(sites);
  },
});

function* violation(sites: readonly CallSite[]): Generator<Violation> {
  const [first, ...others] = sites;
  if (first?.retried === undefined) return;
  const how = first.retried.pause === 'none' ? 'at once' : 'after the same time each time';
  yield {
    message: `${first.from} asks ${first.to} again ${how} when it fails, in ${plural(sites.length, 'call')}`,
    services: [first.from, first.to],
    subject: `${first.from} calls ${first.to}`,
    at: first.at,
    label: first.name,
    related: [{ ...first.retried.at, message: 'it is tried again here' }, ...others.map(({ at, name }) => ({ ...at, message: name }))],
    metrics: { calls: sites.length },
  };
}
