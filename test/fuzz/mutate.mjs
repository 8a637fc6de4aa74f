/** Numbers that are the same for the same seed, on every machine (mulberry32). */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A text that grows over this is cut: what is larger is no file that people wrote, and msa skips those by their size. */
const LONGEST = 8_000;

/** What has broken parsers before: names of prototypes, numbers at limits, references, openings without an end, other scripts. */
const WORDS = [
  ...['', ' ', '\t', '\n', '\r\n', '\0', '\uFEFF', '\u2028', '\uD800', '\u202E', '\u001B[31m', '::error::', '%0A'],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'null',
    'true',
    '~',
    'NaN',
    '0',
    '-1',
    '1e999',
    '9007199254740993',
    '0x',
    '08',
  ],
  ...[
    '*a',
    '&a',
    '<<: *a',
    '!!binary x',
    '!!js/function x',
    '? ',
    '- ',
    ': ',
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    '"',
    "'",
    '`',
    '|',
    '>-',
    '#',
    '---',
    '...',
  ],
  ...[
    '${',
    '${A:-${B:-',
    '$',
    '$$',
    '{{',
    '}}',
    '{{- range .Values }}',
    '{{ end }}',
    '{%',
    '<%',
    '/*',
    '*/',
    '//',
    '--',
    ';',
    ',',
    '\\',
    '\\u{',
    '=',
    '=>',
    '?.',
    '@',
    '*',
    '**',
    '/',
    '../..',
    '//x',
    'http://',
    '://',
    ':0',
    ':99999',
  ],
];

/** Structures that are opened again and again. */
const NESTS = [
  ['[', ']'],
  ['{ a: ', ' }'],
  ['(', ')'],
  ['- ', ''],
  ['${A:-', '}'],
  ['{{ if .a }}', '{{ end }}'],
  ['a?.(', ')'],
  ['x => ', ''],
  ['message A { ', ' }'],
  ['!', ''],
  ['`${', '}`'],
  ['/*', '*/'],
];

/** The text with one to six changes of the kinds that people, merges and other tools make, and a few that nobody makes by mistake. */
export function mutated(text, others, next) {
  const pick = (list) => list[Math.floor(next() * list.length)];
  let result = text;
  for (let left = 1 + Math.floor(next() * 6); left > 0; left--) result = pick(CHANGES)(result, { next, pick, others }).slice(0, LONGEST);
  return result;
}

const TOKEN = /[\w.$-]+|\s+|[^\s\w]/gu;

const onLines = (change) => (text, tools) => {
  const lines = text.split('\n');
  change(lines, Math.floor(tools.next() * lines.length), tools);
  return lines.join('\n');
};

const onTokens = (change) => (text, tools) => {
  const tokens = text.match(TOKEN) ?? [''];
  change(tokens, Math.floor(tools.next() * tokens.length), tools);
  return tokens.join('');
};

const CHANGES = [
  onLines((lines, at) => lines.splice(at, 1)),
  onLines((lines, at, { next }) => lines.splice(at, 0, ...lines.slice(at, at + 1 + Math.floor(next() * 5)))),
  onLines((lines, at, { next }) => lines.splice(Math.floor(next() * lines.length), 0, ...lines.splice(at, 1))),
  onLines((lines, at, { pick }) => (lines[at] = `${pick(['  ', '    ', '\t', ' '])}${lines[at]}`)),
  onLines((lines, at) => (lines[at] = lines[at].trimStart())),
  onLines((lines, at, { pick, others }) => lines.splice(at, 0, ...pick(others).split('\n').slice(0, 8))),
  onTokens((tokens, at, { pick }) => (tokens[at] = pick(WORDS))),
  onTokens((tokens, at, { pick }) => tokens.splice(at, 0, pick(WORDS))),
  onTokens((tokens, at) => tokens.splice(at, 1)),
  onTokens((tokens, at, { next }) => tokens.splice(at, 1, tokens[Math.floor(next() * tokens.length)])),
  onTokens((tokens, at, { pick, next }) => {
    const [open, close] = pick(NESTS);
    const times = pick([2, 2, 5, 5, 30, 30, 300, 1500]);
    tokens.splice(at, 1 + Math.floor(next() * 3), open.repeat(times), tokens[at], next() < 0.5 ? close.repeat(times) : '');
  }),
  onTokens((tokens, at, { pick }) => (tokens[at] = tokens[at].repeat(pick([2, 2, 2, 50, 50, 2000])))),
  (text, { next }) => text.slice(0, Math.floor(next() * text.length)),
  (text, { next }) => text.slice(Math.floor(next() * text.length)),
  (text, { next }) => {
    const at = Math.floor(next() * text.length);
    return text.slice(0, at) + String.fromCharCode(Math.floor(next() * (next() < 0.9 ? 128 : 65_536))) + text.slice(at + 1);
  },
  (text) => text.replaceAll('\n', '\r\n'),
];
