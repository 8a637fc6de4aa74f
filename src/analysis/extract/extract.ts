import { ts } from '@ts-morph/common';

import type { ModuleFacts, ParseError } from '../../model/module-facts.js';
import { finished, noFacts } from './lowering/facts.js';
import { ignoreComments } from './ignore-comments.js';
import { linesOfCode } from './lowering/lines-of-code.js';
import { lower } from './lowering/lower.js';

/** After the first errors a parser reports their consequences. */
const MAX_PARSE_ERRORS = 3;

/** One file's facts. */
export function extract(file: string, text: string): ModuleFacts {
  return { file, linesOfCode: linesOfCode(text), ...read(file, text) };
}

type Read = Omit<ModuleFacts, 'file' | 'linesOfCode'>;

function read(file: string, text: string): Read {
  try {
    const source = parse(file, text);
    const ignores = ignoreComments(source);
    return { parseErrors: parseErrors(source), ...(ignores.length === 0 ? {} : { ignores }), ...finished(lower(source)) };
  } catch (error) {
    // Parser and walk descend with the syntax; generated code can be nested deeper than the stack is high.
    if (error instanceof RangeError) return { parseErrors: [TOO_DEEP], ...finished(noFacts()) };
    throw error;
  }
}

const TOO_DEEP: ParseError = { line: 1, column: 1, message: 'it is nested too deeply to be read' };

function parse(file: string, text: string): ts.SourceFile {
  const options = { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
  return ts.createSourceFile(file, text, options, false, kindOf(file));
}

/** JavaScript may hold JSX whatever its name says; in TypeScript `<T>x` is a cast. */
function kindOf(file: string): ts.ScriptKind {
  if (file.endsWith('.tsx')) return ts.ScriptKind.TSX;
  return /\.[mc]?ts$/.test(file) ? ts.ScriptKind.TS : ts.ScriptKind.JSX;
}

function parseErrors(source: ts.SourceFile): ParseError[] {
  // The parser keeps its errors on the file, but not in its public types.
  const { parseDiagnostics = [] } = source as ts.SourceFile & { readonly parseDiagnostics?: readonly ts.DiagnosticWithLocation[] };
  return parseDiagnostics.slice(0, MAX_PARSE_ERRORS).map(({ start, messageText }) => {
    const { line, character } = source.getLineAndCharacterOfPosition(start);
    return { line: line + 1, column: character + 1, message: ts.flattenDiagnosticMessageText(messageText, ' ') };
  });
}
