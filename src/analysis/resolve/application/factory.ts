import { pathOf, unknown, type Closure, type Residual } from '../../../model/residual.js';
import type { Engine, FrameState } from '../engine.js';
import { fromPath } from '../values/property.js';

/** What a factory makes of what its tokens stand for. A parameter without one is input: its declared type tells what it can. */
export function madeBy(engine: Engine, factory: Closure, tokens: readonly Residual[], via: FrameState | undefined): Residual | undefined {
  const facts = engine.graph.modules.get(factory.module)?.functions[factory.at];
  const args = (facts?.params ?? []).map((param, i) => {
    const token = tokens[i];
    return (token && given(engine, token)) ?? unknown(param.name, 'param');
  });
  const frame = engine.frameOf(factory, args, via);
  return frame && engine.returnOf(frame);
}

/** A token, or `{ token, optional }`. */
function given(engine: Engine, named: Residual): Residual | undefined {
  const token = named.k === 'object' ? (named.props.get('token') ?? named) : named;
  return engine.application.provided(token) ?? instanceOf(token);
}

/** A class of a package is its own token. */
function instanceOf(token: Residual): Residual | undefined {
  const path = pathOf(token);
  return path === undefined ? undefined : fromPath(`${path}()`, { site: 'type' });
}
