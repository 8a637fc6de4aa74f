import { env, first, pathOf, type Residual } from '../../../model/residual.js';

/** `READ_FROM`: what variables of the environment are called. */
const VARIABLE = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$|^[A-Z]{3,}$/;
/** `env`, `env.get`: asked of what is called the environment. */
const ASKED = /(?:^|[/.])env(?:ironment)?(?:\(\))?(?:\.(?:get|getOrThrow|require|required))?$/i;

/** A reader of the environment in a package that nobody described: `requireEnv('ORDERS_URL')`. Its name and the variable's say so together. */
export function variableReadBy(path: string, [name, fallback]: readonly Residual[]): Residual | undefined {
  if (name?.k !== 'lit' || typeof name.v !== 'string' || !VARIABLE.test(name.v)) return undefined;
  if (!ASKED.test(path) && !wordsOf(path).some((word) => word === 'env' || word === 'environment')) return undefined;
  return fallback?.k === 'lit' && typeof fallback.v === 'string' ? first([env(name.v), fallback]) : env(name.v);
}

/** What platforms hand to code as its environment, by a parameter's name or by its type: `env`, `c.env`, `this.env`, `Bindings`. */
const HANDED = /(?:^|\.)(?:env|Env|Bindings)$|^[A-Z]\w*(?:Env|Bindings)$/;
const NAME = /^[A-Z][A-Z0-9_]*$/;

/** `env.ORDERS_URL` of a Worker: who runs it sets variables, and binds queues, databases and other Workers to names beside them. */
export function variableIn(of: Residual, name: string): Residual | undefined {
  if (!NAME.test(name)) return undefined;
  const holder = of.k === 'unknown' ? of.text : of.k === 'shape' ? of.name : pathOf(of);
  return holder !== undefined && HANDED.test(holder) ? env(name) : undefined;
}

/** `readEnvOrDie` → read, env, or, die. */
function wordsOf(path: string): string[] {
  const last = path.slice(Math.max(path.lastIndexOf('.'), path.lastIndexOf('/')) + 1);
  return last.split(/(?=[A-Z][a-z])|[^A-Za-z]+/).map((word) => word.toLowerCase());
}
