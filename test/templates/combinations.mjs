// Which sets of layers are tried.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

/** Name → layer.yaml, with defaults. */
export function readLayers(folder) {
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'layer.yaml')));
  return new Map(
    names.map((name) => [
      name,
      { requires: [], conflicts: [], internal: false, ...parse(readFileSync(join(folder, name, 'layer.yaml'), 'utf8')) },
    ]),
  );
}

/** The layers with all they require; undefined when two of them exclude each other. */
export function closure(names, layers) {
  const all = new Set();
  const visit = (name) => {
    if (all.has(name)) return;
    all.add(name);
    for (const required of layers.get(name)?.requires ?? []) visit(required);
  };
  for (const name of names) visit(name);
  const excluded = [...all].some((name) => (layers.get(name)?.conflicts ?? []).some((other) => all.has(other)));
  return excluded ? undefined : all;
}

/** Every layer alone. */
export function singles(layers) {
  return [...layers].filter(([, { internal }]) => !internal).map(([name]) => [name]);
}

/** Few and large sets in which every allowed pair is together at least once. */
export function pairwise(layers) {
  const names = singles(layers).flat();
  const pairs = names.flatMap((a, at) => names.slice(at + 1).map((b) => [a, b])).filter((pair) => closure(pair, layers) !== undefined);
  const open = new Map(pairs.map((pair) => [pair.join(), pair]));
  const sets = [];
  while (open.size > 0) {
    const set = [...open.values().next().value];
    for (;;) {
      const gain = (name) => set.filter((other) => open.has([name, other].sort().join())).length;
      const fitting = names.filter((name) => !set.includes(name) && gain(name) > 0 && closure([...set, name], layers) !== undefined);
      const [best] = fitting.sort((a, b) => gain(b) - gain(a));
      if (best === undefined) break;
      set.push(best);
    }
    for (const a of set) for (const b of set) open.delete([a, b].join());
    sets.push(set.sort());
  }
  return sets;
}
