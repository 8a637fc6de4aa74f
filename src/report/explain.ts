import type { OptionSchema, Rule } from '../model/rule.js';
import { wrap } from './layout.js';

/** Wider lines of prose are hard to read. */
const WIDEST = 100;

/** What `msa explain RULE` prints on a terminal of `columns`. */
export function explainRule({ meta }: Rule, columns: number): string {
  const width = Math.min(columns, WIDEST);
  const { id, summary, why, fix, severity, options, sources = [], exempt = [], example, patterns = [], onlyIfChosen, docs } = meta;
  const names = Object.entries(options);
  return [
    `${id}  (${severity === 'off' ? 'off by default' : `${severity} ${onlyIfChosen === true ? 'where its pattern is chosen' : 'by default'}`})`,
    '',
    ...wrap(summary, width),
    '',
    ...section(width, 'Why', [why]),
    ...section(width, 'Fix', [fix]),
    ...section(width, 'Example', [example]),
    ...(exempt.length === 0 ? [] : section(width, 'Not reported', exempt)),
    ...(patterns.length === 0 ? [] : section(width, 'Patterns', patterns)),
    ...(names.length === 0 ? [] : section(width, 'Options', names.map(option))),
    ...(sources.length === 0 ? [] : section(width, 'Sources', sources)),
    ...(docs === undefined ? [] : section(width, 'More', [docs])),
    ...section(width, 'In msa.yaml', [`rules: { ${id}: ${severity === 'off' ? 'warning' : 'off'} }`]),
  ]
    .join('\n')
    .concat('\n');
}

function section(width: number, title: string, paragraphs: readonly string[]): string[] {
  const mark = paragraphs.length > 1 || title === 'Options' ? '- ' : '';
  const lines = paragraphs.flatMap((paragraph) =>
    wrap(paragraph, width - 4).map((line, index) => `  ${index === 0 ? mark : ' '.repeat(mark.length)}${line}`),
  );
  return [title, ...lines, ''];
}

function option([name, { description, default: value }]: readonly [string, OptionSchema]): string {
  return `${name} (default ${JSON.stringify(value).replaceAll(',', ', ')}): ${description}`;
}
