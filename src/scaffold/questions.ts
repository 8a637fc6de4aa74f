import { patterns } from '../patterns/index.js';
import { refusalOf } from '../shared/errors.js';
import { listed, plural } from '../shared/text.js';
import { type Answers, checkAnswer, optionsOf } from './answers.js';
import type { Layer, Templates } from './layers/layer.js';
import { closure } from './layers/select.js';
import { checkServiceName } from './render/names.js';

/** What is known of a service that somebody is about to make. */
export interface Draft {
  readonly name?: string;
  readonly patterns?: readonly string[];
  readonly answers: Answers;
  readonly confirmed?: boolean;
}

export interface Row {
  readonly id: string;
  readonly label: string;
  /** What choosing it would bring, told while the cursor is on it. */
  readonly preview: string;
}

export interface Question {
  readonly id: string;
  readonly kind: 'text' | 'one' | 'many';
  readonly text: string;
  readonly help: string;
  readonly rows: readonly Row[];
  /** Ticked, or written, when it is put. */
  readonly given: readonly string[];
  /** Why this cannot be the answer; undefined: it can. */
  readonly refuse: (answer: readonly string[]) => string | undefined;
}

export interface Surroundings {
  readonly templates: Templates;
  /** Names of the services that are there. */
  readonly services: readonly string[];
  /** Why a service cannot have that name here. */
  readonly refuseName: (name: string) => string | undefined;
  /** What the draft would write, in a few lines. */
  readonly preview: (draft: Draft) => string;
}

/** All questions that this draft asks for, in their order; an answer may bring further ones. */
export function questionsOf(draft: Draft, around: Surroundings): readonly Question[] {
  const layers = layersOf(draft, around.templates);
  return [
    nameQuestion(draft, around),
    patternsQuestion(draft, around),
    ...layers.flatMap((layer) => optionQuestions(layer, draft)),
    ...callsQuestion(draft, layers, around),
    confirmation(draft, around),
  ];
}

function layersOf({ patterns: chosen = [] }: Draft, templates: Templates): readonly Layer[] {
  try {
    return closure(chosen, templates);
  } catch {
    return [];
  }
}

/** The draft with one more answer. */
export function withAnswer(draft: Draft, id: string, answer: readonly string[]): Draft {
  if (id === 'name') return { ...draft, name: answer[0] ?? '' };
  if (id === 'patterns') return { ...draft, patterns: answer };
  if (id === 'confirm') return { ...draft, confirmed: answer[0] === 'yes' };
  return { ...draft, answers: { ...draft.answers, [id]: answer.join(',') } };
}

function nameQuestion({ name }: Draft, { refuseName }: Surroundings): Question {
  return {
    id: 'name',
    kind: 'text',
    text: 'What is the service called?',
    help: 'Its folder below services/, its host name and its name in Kubernetes: a noun in the plural is usual (orders, payments). Lower-case letters, digits, hyphens.',
    rows: [],
    given: name === undefined ? [] : [name],
    refuse: ([typed = '']) =>
      refusalOf(() => {
        checkServiceName(typed);
      }) ?? refuseName(typed),
  };
}

function patternsQuestion({ patterns: chosen }: Draft, { templates }: Surroundings): Question {
  const offered = [...templates.layers.values()].filter(({ internal }) => !internal);
  return {
    id: 'patterns',
    kind: 'many',
    text: 'Which patterns does it follow?',
    help: 'Each adds code, tests, settings and docs; `msa add` and `msa remove` change the choice later. `msa advise` tells which ones pay for you.',
    rows: offered.map((layer) => ({ id: layer.name, label: layer.name, preview: layerPreview(layer, templates) })),
    given: chosen ?? offered.flatMap(({ name, isDefault }) => (isDefault ? [name] : [])),
    refuse: (answer) => refusalOf(() => closure(answer, templates)),
  };
}

/** What a layer brings, and what it costs. */
export function layerPreview(layer: Layer, templates: Templates): string {
  const pattern = patterns.find(({ id }) => id === layer.pattern);
  const others =
    refusalOf(() => closure([layer.name], templates)) === undefined
      ? closure([layer.name], templates).filter(({ name, internal }) => name !== layer.name && !internal)
      : [];
  const files = [...layer.files.keys()].filter((file) => file.startsWith('src/'));
  return [
    layer.summary,
    `adds      ${plural(layer.files.size, 'file')}${files.length === 0 ? '' : `: ${listed(files, 3)}`}`,
    ...(others.length === 0 ? [] : [`brings    ${listed(others.map(({ name }) => name))}`]),
    ...(layer.conflicts.length === 0 ? [] : [`excludes  ${listed(layer.conflicts)}`]),
    ...(layer.dependencies.length === 0 ? [] : [`packages  ${listed(layer.dependencies)}`]),
    ...(layer.env.length === 0
      ? []
      : [
          `settings  ${listed(
            layer.env.map(({ name }) => name),
            4,
          )}`,
        ]),
    ...(pattern === undefined ? [] : [`gives     ${listed(pattern.benefits, 2)}`, `costs     ${listed(pattern.tradeOffs, 2)}`]),
  ].join('\n');
}

function optionQuestions(layer: Layer, { answers }: Draft): Question[] {
  return optionsOf([layer]).map((option) => {
    const answer = answers[option.key] ?? option.default;
    return {
      id: option.key,
      kind: option.choices === undefined ? 'text' : 'one',
      text: `${option.key}: ${option.description}?`,
      help: `Of the pattern ${layer.name}: ${layer.summary}`,
      rows: (option.choices ?? []).map((choice) => ({ id: choice, label: choice, preview: '' })),
      given: answer === undefined ? [] : [answer],
      refuse: ([typed = '']) =>
        refusalOf(() => {
          checkAnswer(option, typed);
        }),
    };
  });
}

/** Not of a service that calls all others by its nature. */
function callsQuestion({ name, answers }: Draft, layers: readonly Layer[], { services }: Surroundings): Question[] {
  const others = services.filter((other) => other !== name);
  if (others.length === 0 || layers.some(({ calls }) => calls.length > 0)) return [];
  return [
    {
      id: 'calls',
      kind: 'many',
      text: 'Which services does it call?',
      help: 'Synchronous calls, which msa.yaml then allows: every other one is a finding of `msa lint`. Each ties its availability to that of the other.',
      rows: others.map((other) => ({ id: other, label: other, preview: '' })),
      given: answers.calls?.split(',') ?? [],
      refuse: () => undefined,
    },
  ];
}

function confirmation(draft: Draft, { preview }: Surroundings): Question {
  return {
    id: 'confirm',
    kind: 'one',
    text: `Make it?\n${preview(draft)}`,
    help: 'Nothing is written before. `msa undo` takes it back later.',
    rows: [
      { id: 'yes', label: 'yes', preview: '' },
      { id: 'no', label: 'no, write nothing', preview: '' },
    ],
    given: ['yes'],
    refuse: () => undefined,
  };
}
