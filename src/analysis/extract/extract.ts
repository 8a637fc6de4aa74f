import { ts } from 'ts-morph';
import type { ModuleFacts } from '../../model/module-facts.js';
import { finishDef, lowerFile } from './lower.js';

/** One file's facts. */
export function extract(file: string, text: string): ModuleFacts {
  const sf = ts.createSourceFile(
    file,
    text,
    { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone },
    false,
    kindOf(file),
  );
  const { defs, ...facts } = lowerFile(sf);
  const diagnostics =
    (sf as unknown as { parseDiagnostics?: { start: number; messageText: string | { messageText: string } }[] }).parseDiagnostics ?? [];
  return {
    file,
    linesOfCode: text.split('\n').filter((l) => l.trim() !== '' && !/^\s*(\/\/|\*|\/\*)/.test(l)).length,
    parseErrors: diagnostics.slice(0, 3).map((d) => {
      const p = sf.getLineAndCharacterOfPosition(d.start);
      return {
        line: p.line + 1,
        column: p.character + 1,
        message: typeof d.messageText === 'string' ? d.messageText : d.messageText.messageText,
      };
    }),
    ...facts,
    defs: defs.map(finishDef),
  };
}
function kindOf(file: string): ts.ScriptKind {
  if (/\.tsx$/.test(file)) return ts.ScriptKind.TSX;
  if (/\.[mc]?ts$/.test(file)) return ts.ScriptKind.TS;
  return ts.ScriptKind.JSX;
}
