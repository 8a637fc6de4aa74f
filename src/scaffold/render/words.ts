/** A name in all ways of writing it. */
export interface Forms {
  readonly kebab: string;
  readonly camel: string;
  readonly pascal: string;
  readonly snake: string;
  readonly upper: string;
}

/** Forms of a kebab-case name. */
export function formsOf(kebab: string): Forms {
  const parts = kebab.split('-');
  const pascal = parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('');
  const snake = parts.join('_');
  return { kebab, pascal, camel: pascal.charAt(0).toLowerCase() + pascal.slice(1), snake, upper: snake.toUpperCase() };
}

/** What stands in the template for a service, and what takes its place. */
export interface Subject {
  readonly service: string;
  readonly entity: string;
  readonly entities: string;
  /** First of ten. */
  readonly port: number;
}

export interface Vocabulary {
  readonly workspace: string;
  readonly subject?: Subject;
  /** The service that is called, or calls, in a fragment for each of them. */
  readonly peer?: Subject;
  /** Words of options → answers. */
  readonly answers?: Readonly<Record<string, string>>;
}

/** A rewriter of template texts and paths. One pass, so that no answer is taken for a word. */
export function rewriter({ workspace, subject, peer, answers = {} }: Vocabulary): (text: string) => string {
  const rules = [
    ...Object.entries(answers).map(([word, answer]) => wholeWord(word, answer)),
    ...(subject === undefined ? [] : family('widget', subject, 4310)),
    ...(peer === undefined ? [] : family('gadget', peer, 4410)),
    wholeWord('widget-workspace', workspace),
  ].sort((a, b) => b.word.length - a.word.length);
  const all = new RegExp(rules.map(({ pattern }) => `(${pattern})`).join('|'), 'g');
  return (text) =>
    text.replaceAll(all, (found: string, ...rest: readonly unknown[]) => {
      const index = rules.findIndex((_, at) => rest[at] !== undefined);
      const offset = Number(rest[rules.length]);
      return rules[index]?.replace(found, around(text, offset, found)) ?? found;
    });
}

interface Around {
  /** One character. */
  readonly before: string;
  /** Enough for the ending of a file's name. */
  readonly after: string;
}

function around(text: string, offset: number, { length }: string): Around {
  const end = offset + length;
  return { before: text.charAt(offset - 1), after: text.slice(end, end + 8) };
}

/** `widgets.proto`, not the property `widgets.id` or the call `widgets.json()`. */
const FILE_ENDING = /^\.(?:json|md|mjs|proto|sql|ts|ya?ml)(?![A-Za-z0-9(])/;

interface Rule {
  readonly word: string;
  /** Regular expression without groups. */
  readonly pattern: string;
  readonly replace: (found: string, around: Around) => string;
}

function wholeWord(word: string, answer: string): Rule {
  return { word, pattern: `(?<![A-Za-z0-9])${escaped(word)}(?![A-Za-z0-9])`, replace: () => answer };
}

/** Of the ten that a service has, those that templates may name: 4317 and 4318 are the collector's of OpenTelemetry. */
const PORTS = 5;

function family(word: string, subject: Subject, port: number): Rule[] {
  const template = formsOf(`${word}-service`);
  const forms = formsOf(subject.service);
  const plural = `${word}s`;
  return [
    ...(['kebab', 'camel', 'pascal', 'snake', 'upper'] as const).map((form) => wordRule(template[form], () => forms[form])),
    ...nounRules(plural, formsOf(subject.entities)),
    ...nounRules(word, formsOf(subject.entity)),
    ...Array.from({ length: PORTS }, (_, index) => wholeWord(String(port + index), String(subject.port + index))),
  ];
}

/** The noun in code, in paths and in data: `widget`, `Widget`, `WIDGET`. */
function nounRules(noun: string, forms: Forms): Rule[] {
  const { pascal, upper } = formsOf(noun);
  return [wordRule(noun, (around) => lowerForm(forms, around)), wordRule(pascal, () => forms.pascal), wordRule(upper, () => forms.upper)];
}

/** `/widgets`, `widget-routes.ts` and `widgets.proto` are addresses, `widget_id` is a column, all else is code. */
function lowerForm(forms: Forms, { before, after }: Around): string {
  if (before === '_' || after.startsWith('_')) return forms.snake;
  return /[-/]/.test(before) || after.startsWith('-') || FILE_ENDING.test(after) ? forms.kebab : forms.camel;
}

/** A word also inside of a camelCase or PascalCase name, never a part of another word. */
function wordRule(word: string, replace: (around: Around) => string): Rule {
  const [first, last] = [word.charAt(0), word.charAt(word.length - 1)];
  const before = /[A-Z]/.test(first) && !isUpper(word) ? '[A-Z]' : '[A-Za-z0-9]';
  const after = isUpper(word) || !/[a-z]/.test(last) ? '[A-Za-z0-9]' : '[a-z0-9]';
  return { word, pattern: `(?<!${before})${escaped(word)}(?!${after})`, replace: (_, around) => replace(around) };
}

function isUpper(word: string): boolean {
  return word === word.toUpperCase();
}

function escaped(word: string): string {
  return word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
