const IMPORT = /\b(?:from|import|require)\s*\(?\s*(["'])((?:(?!\1)[^\n\\])+)\1/g;

/** What a text seems to import, before anybody has parsed it: good enough to guess which files are asked for next. */
export function importsInText(text: string): string[] {
  return Array.from(text.matchAll(IMPORT), ([, , from = '']) => from);
}
