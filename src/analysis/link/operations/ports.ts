import type { Unit } from '../../../model/deployment.js';
import type { Residual } from '../../../model/residual.js';
import { signalsOf, type LinkedUnit } from '../input.js';
import type { Place } from '../places.js';
import { textsOf } from '../values/env.js';
import { fieldOf } from '../values/fields.js';
import { known } from '../values/text.js';

/** Ports on which each unit listens, as its code, its environment and its deployments say. */
export function listenPorts(
  units: readonly Unit[],
  places: ReadonlyMap<string, readonly Place[]>,
  linked: readonly LinkedUnit[],
): Map<string, ReadonlySet<number>> {
  const read = new Map(linked.map((item) => [item.unit.name, item]));
  return new Map(
    units.map((unit) => {
      const own = places.get(unit.name) ?? [];
      const item = read.get(unit.name);
      return [
        unit.name,
        new Set([...own.flatMap(deployedPorts), ...(item === undefined ? [] : own.flatMap((place) => codePorts(item, place)))]),
      ];
    }),
  );
}

/** Ports that code falls back on where nothing is set: whoever starts it otherwise than by its image gets these. */
export function defaultPorts(linked: readonly LinkedUnit[]): Map<string, ReadonlySet<number>> {
  return new Map(
    linked.map((item) => [
      item.unit.name,
      new Set(
        signalsOf(item, 'listen').flatMap(({ port }) => (port?.k === 'first' ? port.of : []).flatMap((one) => portOf(literalText(one)))),
      ),
    ]),
  );
}

function literalText(value: Residual): string | undefined {
  return value.k === 'lit' ? String(value.v) : undefined;
}

function deployedPorts({ deployment }: Place): number[] {
  const env = deployment?.env ?? {};
  const port = Object.hasOwn(env, 'PORT') ? portOf(env.PORT?.value) : [];
  return [...(deployment?.ports ?? []).map(({ target }) => target), ...port];
}

function codePorts(linked: LinkedUnit, place: Place): number[] {
  const values = [
    ...signalsOf(linked, 'listen').map(({ port }) => port),
    ...signalsOf(linked, 'message-server').map(({ config }) => fieldOf(config, 'options', 'port')),
  ];
  return values.flatMap((value) => (value === undefined ? [] : textsOf(value, place).flatMap((text) => portOf(known(text)))));
}

/** `3000`, `0.0.0.0:50051`. */
function portOf(text: string | undefined): number[] {
  const port = /(?:^|:)(\d{2,5})$/.exec(text ?? '')?.[1];
  return port === undefined ? [] : [Number(port)];
}
