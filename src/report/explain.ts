import type { OptionSchema, Rule } from '../model/rule.js';
import { wrap } from './layout.js';

const WIDTH = 100;

/** What `msa explain RULE` prints. */
export function explainRule({ meta }: Rule): string {
  const { id, summary, why, fix, severity, options, sources = [], exempt = [], example } = meta;
  const names = Object.entries(options);
  return [
    `${id}  (${severity === 'off' ? 'off by default' : `${severity} by default`})`,
    '',
    ...wrap(summary, WIDTH),
    '',
    ...section('Why', [why]),
    ...section('Fix', [fix]),
    ...section('Example', [example]),
    ...(exempt.length === 0 ? [] : section('Not reported', exempt)),
    ...(names.length === 0 ? [] : section('Options', names.map(option))),
    ...(sources.length === 0 ? [] : section('Sources', sources)),
    ...section('In msa.yaml', [`rules: { ${id}: ${severity === 'off' ? 'warning' : 'off'} }`]),
  ]
    .join('\n')
    .concat('\n');
}

function section(title: string, paragraphs: readonly string[]): string[] {
  const mark = paragraphs.length > 1 || title === 'Options' ? '- ' : '';
  const lines = paragraphs.flatMap((paragraph) =>
    wrap(paragraph, WIDTH - 4).map((line, index) => `  ${index === 0 ? mark : ' '.repeat(mark.length)}${line}`),
  );
  return [title, ...lines, ''];
}

function option([name, { description, default: value }]: readonly [string, OptionSchema]): string {
  return `${name} (default ${JSON.stringify(value).replaceAll(',', ', ')}): ${description}`;
}
