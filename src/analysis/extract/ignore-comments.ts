import { ts } from '@ts-morph/common';

import type { IgnoreFact } from '../../model/ignore-comment.js';
import { IGNORE, nextCodeLine, readIgnoreText } from '../../shared/ignore-text.js';

/** `// msa-ignore …`, `/* msa-ignore … *\/` and, in JSX, `{/* msa-ignore … *\/}`. */
const DIRECTIVE = new RegExp(String.raw`(?://|/\*+)[ \t]*${IGNORE}(?![\w-])([^\r\n]*)`, 'g');

/** A line that only holds (a part of) a comment. */
const COMMENT = /^\s*\{?\s*(?:\/\/|\/\*|\*)/;

/** The comments of a file that accept findings. What looks like one in a text or a template is none. */
export function ignoreComments(source: ts.SourceFile): IgnoreFact[] {
  if (!source.text.includes(IGNORE)) return [];
  const lines = source.text.split(/\r?\n/);
  return [...source.text.matchAll(DIRECTIVE)].flatMap((match) => {
    const range = commentAt(source, match.index);
    return range === undefined ? [] : [ignoreComment(source, lines, { range, text: match[1] ?? '' })];
  });
}

interface Found {
  readonly range: ts.CommentRange;
  readonly text: string;
}

function ignoreComment(source: ts.SourceFile, lines: readonly string[], { range, text }: Found): IgnoreFact {
  const start = source.getLineAndCharacterOfPosition(range.pos);
  const end = source.getLineAndCharacterOfPosition(range.end);
  const isAlone = /^\s*\{?\s*$/.test((lines[start.line] ?? '').slice(0, start.character));
  const { rules, reason, expires } = readIgnoreText(
    range.kind === ts.SyntaxKind.MultiLineCommentTrivia ? text.replace(/\*\/.*$/, '') : text,
  );
  return {
    line: start.line + 1,
    column: start.character + 1,
    covers: isAlone ? nextCodeLine(lines, end.line + 1, COMMENT) : start.line + 1,
    rules,
    reason,
    ...(expires === undefined ? {} : { expires }),
  };
}

/** The comment that begins at this offset, if one does. */
function commentAt(source: ts.SourceFile, offset: number): ts.CommentRange | undefined {
  const token = tokenAt(source, offset);
  if (token.kind === ts.SyntaxKind.JsxText) return undefined;
  const ranges = [
    ...(ts.getLeadingCommentRanges(source.text, token.pos) ?? []),
    ...(ts.getTrailingCommentRanges(source.text, token.pos) ?? []),
  ];
  return ranges.find(({ pos }) => pos === offset);
}

/** The token that holds the offset, with the white space and comments before it. */
function tokenAt(source: ts.SourceFile, offset: number): ts.Node {
  let node: ts.Node = source;
  for (;;) {
    const inner: ts.Node | undefined = node.getChildren(source).find(({ pos, end }) => pos <= offset && offset < end);
    if (inner === undefined) return node;
    node = inner;
  }
}
