import { defineRule } from '../../model/rule.js';
import { isQuery } from './sides.js';

export const writeInQuery = defineRule({
  meta: {
    id: 'cqrs/write-in-query',
    family: 'cqrs',
    summary: 'Who asks changes nothing.',
    why: 'A query that writes cannot be repeated, cached or served from a copy, and commands are no longer the only place where data changes.',
    fix: 'Move the change into a command, or into what listens to an event.',
    severity: 'warning',
    patterns: ['cqrs', 'cqrs-separate-store'],
    onlyIfChosen: true,
    sources: ['B. Meyer, Object-Oriented Software Construction (command-query separation)', 'G. Young, CQRS Documents'],
    exempt: ['logs, sessions, tokens, counters of views and what else is written about the question itself', 'caches'],
    example: '`GET /orders/{}` marks the order as seen: `update orders set seen = true`.',
    options: {},
  },
  *check(system) {
    for (const effects of system.effects.filter(isQuery)) {
      const written = effects.writes.find(({ table }) => !ABOUT_ASKING.test(table));
      if (written === undefined) continue;
      const { service, entry } = effects;
      yield {
        message: `${entry.name} of ${service} asks, and writes ${written.table}`,
        services: [service],
        subject: entry.name,
        at: written.at,
        label: `writes ${written.table}`,
        related: [{ ...entry.at, message: entry.name }],
      };
    }
  },
});

const ABOUT_ASKING = /log|audit|session|token|visit|click|hit|metric|stat|history|search|cache|login|verif|checkpoint/i;
