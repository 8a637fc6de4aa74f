import type { IgnoreComment } from '../../model/ignore-comment.js';
import { IGNORE, nextCodeLine, readIgnoreText } from '../../shared/ignore-text.js';

const DIRECTIVE = new RegExp(String.raw`(?:^|\s)(#+[ \t]*${IGNORE}(?![\w-])(.*))$`);
const COMMENT = /^\s*#/;

/** `# msa-ignore …` of YAML, a Dockerfile, an env file or an nginx configuration: they all comment alike. */
export function ignoreComments(file: string, text: string): IgnoreComment[] {
  if (!text.includes(IGNORE)) return [];
  const lines = text.split(/\r?\n/);
  return lines.flatMap((line, index): IgnoreComment[] => {
    const [, comment = '', rest = ''] = DIRECTIVE.exec(line) ?? [];
    if (comment === '') return [];
    const column = line.length - comment.length + 1;
    const isAlone = line.slice(0, column - 1).trim() === '';
    const { rules, reason, expires } = readIgnoreText(rest);
    return [
      {
        file,
        line: index + 1,
        column,
        covers: isAlone ? nextCodeLine(lines, index + 1, COMMENT) : index + 1,
        rules,
        reason,
        ...(expires === undefined ? {} : { expires }),
      },
    ];
  });
}
