import type { IgnoreComment } from '../../model/ignore-comment.js';
import { IGNORE, nextCodeLine, readIgnoreText } from '../../shared/ignore-text.js';

/** What begins a comment to the end of the line: `#` of YAML, Dockerfiles, env files, nginx and GraphQL, and what schemas have. */
const MARKS: readonly (readonly [files: RegExp, mark: string])[] = [
  [/\.(?:prisma|proto)$/, '//'],
  [/\.sql$/, '--'],
];
const STYLES = new Map(['#', '//', '--'].map((mark) => [mark, styleOf(mark)]));

function styleOf(mark: string): { readonly directive: RegExp; readonly comment: RegExp } {
  return {
    directive: new RegExp(String.raw`(?:^|\s)(${mark}+[ \t]*${IGNORE}(?![\w-])(.*))$`),
    comment: new RegExp(String.raw`^\s*${mark}`),
  };
}

/** `# msa-ignore …`, `// msa-ignore …` or `-- msa-ignore …`, whichever the file's format has. */
export function ignoreComments(file: string, text: string): IgnoreComment[] {
  if (!text.includes(IGNORE)) return [];
  const mark = MARKS.find(([files]) => files.test(file))?.[1] ?? '#';
  const { directive, comment: other } = STYLES.get(mark) ?? styleOf(mark);
  const lines = text.split(/\r?\n/);
  return lines.flatMap((line, index): IgnoreComment[] => {
    const [, comment = '', rest = ''] = directive.exec(line) ?? [];
    if (comment === '') return [];
    const column = line.length - comment.length + 1;
    const isAlone = line.slice(0, column - 1).trim() === '';
    const { rules, reason, expires } = readIgnoreText(rest);
    return [
      {
        file,
        line: index + 1,
        column,
        covers: isAlone ? nextCodeLine(lines, index + 1, other) : index + 1,
        rules,
        reason,
        ...(expires === undefined ? {} : { expires }),
      },
    ];
  });
}
