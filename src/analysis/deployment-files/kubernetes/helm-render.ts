import { fieldOf, FUNCTIONS, isTrue, printed, Unknown } from './helm-functions.js';
import type { Branch, Command, HelmNode, HelmNodes, Operand, Pipe } from './helm-syntax.js';

/** Plain YAML, and for each of its lines the line of the template that made it. */
export interface Rendered {
  readonly text: string;
  readonly lines: readonly number[];
}

export interface Release {
  readonly defined: ReadonlyMap<string, HelmNodes>;
  /** `Values`, `Chart`, `Release`. */
  readonly root: Readonly<Record<string, unknown>>;
}

interface Scope {
  readonly release: Release;
  /** What `.` is. */
  readonly dot: unknown;
  readonly variables: Map<string, unknown>;
  readonly depth: number;
  readonly budget: { left: number };
}

interface Piece {
  readonly text: string;
  readonly line: number;
  /** Text of the template itself: its lines go on. */
  readonly counts: boolean;
}

/** Templates that include templates. */
const MAX_DEPTH = 20;
/** Nodes that are visited for one file: loops within loops end here. */
const MAX_NODES = 20_000;

export function renderHelm(body: HelmNodes, release: Release): Rendered {
  const scope: Scope = { release, dot: release.root, variables: new Map([['$', release.root]]), depth: 0, budget: { left: MAX_NODES } };
  const lines: number[] = [];
  let text = '';
  let isStart = true;
  for (const piece of nodes(body, scope)) {
    let { line } = piece;
    for (const part of piece.text.split(/(?<=\n)/)) {
      if (isStart && part !== '') lines.push(line);
      isStart = part.endsWith('\n');
      if (isStart && piece.counts) line++;
      text += part;
    }
  }
  return { text, lines };
}

function nodes(body: HelmNodes, scope: Scope): Piece[] {
  return body.flatMap((node) => (--scope.budget.left < 0 ? [] : pieces(node, scope)));
}

function pieces(node: HelmNode, scope: Scope): Piece[] {
  switch (node.k) {
    case 'text':
      return [{ text: node.text, line: node.line, counts: true }];
    case 'print':
      return [{ text: printed(givenLater(node.pipe, scope) ?? valueOf(node.pipe, scope)), line: node.line, counts: false }];
    case 'set':
      scope.variables.set(node.name, valueOf(node.pipe, scope));
      return [];
    case 'if':
    case 'with':
      return branch(node.k, node.branches, scope);
    case 'range': {
      const items = itemsOf(valueOf(node.over, scope));
      if (items.length === 0) return nodes(node.otherwise, scope);
      return items.flatMap(([key, value]) => {
        const [first, second] = node.names;
        if (second !== undefined) scope.variables.set(first ?? '', key).set(second, value);
        else if (first !== undefined) scope.variables.set(first, value);
        return nodes(node.body, { ...scope, dot: value });
      });
    }
  }
}

const FORMATS = new Set(['quote', 'squote', 'toString', 'trim', 'upper', 'lower', 'b64enc', 'int', 'int64']);

/** A value without a default that the chart does not hold is given when it is installed. */
function givenLater(pipe: Pipe, scope: Scope): Unknown | undefined {
  const [first, ...rest] = pipe;
  const [field, ...more] = first ?? [];
  if (field?.k !== 'field' || more.length > 0 || !field.path.includes('Values')) return undefined;
  const isPlain = rest.every(([one]) => one?.k === 'name' && FORMATS.has(one.name));
  return isPlain && operandValue(field, scope) === undefined ? new Unknown(field.path.join('.')) : undefined;
}

function branch(kind: 'if' | 'with', branches: readonly Branch[], scope: Scope): Piece[] {
  for (const { when, body } of branches) {
    const value = when === undefined ? undefined : valueOf(when, scope);
    if (when === undefined || isTrue(value)) return nodes(body, when !== undefined && kind === 'with' ? { ...scope, dot: value } : scope);
  }
  return [];
}

function itemsOf(value: unknown): (readonly [unknown, unknown])[] {
  if (Array.isArray(value)) return value.map((item, i) => [i, item]);
  return typeof value === 'object' && value !== null && !(value instanceof Unknown) ? Object.entries(value) : [];
}

function valueOf(pipe: Pipe, scope: Scope): unknown {
  let value: unknown;
  for (const [i, command] of pipe.entries()) value = resultOf(command, scope, i === 0 ? [] : [value]);
  return value;
}

function resultOf(command: Command, scope: Scope, piped: readonly unknown[]): unknown {
  const [first, ...rest] = command;
  if (first?.k !== 'name') return first === undefined ? undefined : operandValue(first, scope);
  const args = [...rest.map((operand) => operandValue(operand, scope)), ...piped];
  if (first.name === 'include' || first.name === 'template') return included(printed(args[0]), args[1], scope);
  const known = FUNCTIONS.get(first.name);
  return known ? known(...args) : new Unknown(first.name);
}

function included(name: string, dot: unknown, scope: Scope): unknown {
  const body = scope.release.defined.get(name);
  if (body === undefined || scope.depth >= MAX_DEPTH) return new Unknown(name);
  const inner = { ...scope, dot, variables: new Map([['$', dot]]), depth: scope.depth + 1 };
  return nodes(body, inner)
    .map((piece) => piece.text)
    .join('');
}

function operandValue(operand: Operand, scope: Scope): unknown {
  switch (operand.k) {
    case 'literal':
      return operand.value;
    case 'name':
      return resultOf([operand], scope, []);
    case 'pipe':
      return operand.path.reduce(fieldOf, valueOf(operand.pipe, scope));
    case 'field': {
      const root = operand.root === '.' ? scope.dot : scope.variables.get(operand.root);
      const value = operand.path.reduce(fieldOf, root);
      const isOfRelease = operand.path.length > 1 && !['Values', 'Chart', 'Release'].includes(operand.path[0] ?? '');
      return value === undefined && isOfRelease && root === scope.release.root ? new Unknown(operand.path.join('.')) : value;
    }
  }
}
