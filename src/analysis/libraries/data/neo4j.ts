import type { ExternalCall } from '../../../model/program.js';
import type { Residual } from '../../../model/residual.js';
import type { AccessSignal } from '../../../model/signal.js';
import { defineLibrary } from '../define-library.js';
import { onEach, open } from '../rows.js';
import { arg, receiver } from '../select.js';

const DRIVER = 'neo4j-driver.driver()';
const SESSION = `${DRIVER}.session()`;
/** A transaction is what its session is. */
const TRANSACTIONS = 'executeRead,executeWrite,readTransaction,writeTransaction';
const WRITES = /\b(?:create|merge|set|delete|remove|detach|foreach)\b/i;

/** Cypher: what it changes stands in words of its own. */
function ran(call: ExternalCall): AccessSignal {
  const store = receiver(call);
  return {
    kind: 'access',
    engine: 'neo4j',
    access: textsIn(call.args[0]).some((text) => WRITES.test(text)) ? 'write' : 'read',
    ...(store && { store }),
    call,
  };
}

function textsIn(value: Residual | undefined): string[] {
  if (value?.k === 'lit') return [String(value.v)];
  if (value?.k === 'tpl') return value.parts.flatMap(textsIn);
  return value?.k === 'any' || value?.k === 'first' ? value.of.flatMap(textsIn) : [];
}

export const neo4j = defineLibrary({
  package: 'neo4j-driver',
  types: { 'neo4j-driver.Driver': DRIVER, 'neo4j-driver.Session': SESSION, 'neo4j-driver.ManagedTransaction': SESSION },
  calls: {
    'neo4j-driver.driver': open('neo4j', { url: arg(0) }),
    [`${DRIVER}.executeQuery`]: ran,
    ...onEach([SESSION, `${SESSION}.beginTransaction()`], 'run', ran),
  },
  callbacks: onEach([SESSION], `{${TRANSACTIONS}}`, { args: [0], when: 'immediate' as const, gives: 'receiver' as const }),
});
