import { didYouMean, listed } from '../shared/text.js';
import { UserError } from '../shared/errors.js';
import type { Layer, LayerOption, Templates } from './layers/layer.js';
import { checkEntity } from './render/names.js';
import type { Wanted } from './wanted.js';

export type Answers = Readonly<Record<string, string>>;

/** `rest.resource=order` → its two sides. */
export function readSetting(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at > 0) return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  throw new UserError('E_ANSWERS', `${JSON.stringify(text)} is no answer`, { hint: 'Write --set option=value.' });
}

/** A question of a layer, by the name that --set takes. */
export interface Asked extends LayerOption {
  readonly key: string;
  readonly layer: string;
}

export function optionsOf(layers: readonly Layer[]): readonly Asked[] {
  return layers.flatMap((layer) => layer.options.map((option) => ({ ...option, key: `${layer.name}.${option.name}`, layer: layer.name })));
}

/** What nobody has answered and that has no default. */
export function missingOptions(layers: readonly Layer[], given: Answers): readonly Asked[] {
  return optionsOf(layers).filter(({ key, default: otherwise }) => given[key] === undefined && otherwise === undefined);
}

/** Answers with the defaults of what was not answered. Throws where one is not allowed, or answers no question. */
export function completed(given: Answers, layers: readonly Layer[]): Answers {
  const options = optionsOf(layers);
  const own = ['entity', 'calls'];
  for (const [key, value] of Object.entries(given)) {
    const option = options.find((one) => one.key === key);
    if (option === undefined && !own.includes(key)) {
      const known = [...own, ...options.map((one) => one.key)];
      throw new UserError('E_ANSWERS', `there is no question called ${JSON.stringify(key)} here`, {
        hint: didYouMean(key, known) ?? `There is ${listed(known)}.`,
      });
    }
    if (option !== undefined) checkAnswer(option, value);
  }
  if (given.entity !== undefined) checkEntity(given.entity);
  const [open] = missingOptions(layers, given);
  if (open !== undefined) {
    throw new UserError('E_ANSWERS', `${open.key} has no answer: ${open.description}`, {
      hint: `Answer with --set ${open.key}=${open.choices?.join('|') ?? 'VALUE'}.`,
    });
  }
  const defaults = Object.fromEntries(options.map(({ key, default: value = '' }) => [key, value]));
  return { ...defaults, ...given };
}

/** Answers stand in files of code and data: nothing that would end a string or a line there. */
const PLAIN = /^[A-Za-z0-9](?:[\w .,:/@+-]*[\w/@+-])?$/;

export function checkAnswer({ key, choices }: Asked, value: string): void {
  if (choices !== undefined && !choices.includes(value)) {
    throw new UserError('E_ANSWERS', `${key} cannot be ${JSON.stringify(value)}`, {
      hint: didYouMean(value, choices) ?? `Choose ${listed(choices)}.`,
    });
  }
  if (value.length <= 100 && PLAIN.test(value)) return;
  throw new UserError('E_ANSWERS', `${key} cannot be ${JSON.stringify(value)}`, {
    hint: 'Letters, digits, spaces and . , : / @ + - _, at most 100.',
  });
}

/** Services that one calls must be there. */
export function checkCalls({ services }: Wanted, name: string): void {
  for (const callee of services[name]?.answers.calls?.split(',') ?? []) {
    const other = callee.trim();
    if (other === '') continue;
    if (other === name) throw new UserError('E_ANSWERS', `${name} cannot call itself`, { hint: 'Take it out of calls.' });
    if (Object.hasOwn(services, other)) continue;
    throw new UserError('E_ANSWERS', `${name} shall call ${JSON.stringify(other)}, which is not there`, {
      hint: didYouMean(other, Object.keys(services)) ?? 'Make that service first.',
    });
  }
}

/** The layer of a name of a layer or pattern, as somebody has typed it. */
export function layerCalled(typed: string, { layers }: Templates, layerOfPattern: (id: string) => string | undefined): Layer {
  const offered = [...layers.values()].filter(({ internal }) => !internal);
  const layer = offered.find(({ name }) => name === typed) ?? offered.find(({ name }) => name === layerOfPattern(typed));
  if (layer !== undefined) return layer;
  const names = offered.map(({ name }) => name);
  throw new UserError('E_PATTERN', `there is no pattern called ${JSON.stringify(typed)} to build`, {
    hint: didYouMean(typed, names) ?? `There is ${listed(names)}.`,
  });
}
