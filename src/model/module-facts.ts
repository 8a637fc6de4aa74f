import type { IgnoreFact } from './ignore-comment.js';
import type { TypeRef, Value } from './value.js';

/** Everything msa keeps of one source file: no library is known here. Cached by content hash. */
export interface ModuleFacts {
  readonly file: string;
  /** Lines that are neither blank nor only a comment. */
  readonly linesOfCode: number;
  readonly parseErrors: readonly ParseError[];
  /** Comments that accept findings, where there are any. */
  readonly ignores?: readonly IgnoreFact[];
  readonly imports: readonly ImportFact[];
  /** Export name → value; 'default' for default exports, '=' for `module.exports = …` / `export =`. */
  readonly exports: readonly (readonly [name: string, value: Value])[];
  /** `export * from '…'`. */
  readonly stars: readonly string[];
  /** Lexical bindings (const, let, var, function, class declarations, imports are values directly). */
  readonly defs: readonly DefFact[];
  /** Assignments into something a binding holds: `x.y.z = v`, `x.push(v)` (path ends in '[]'). */
  readonly writes: readonly WriteFact[];
  readonly calls: readonly CallFact[];
  readonly loops: readonly LoopFact[];
  /** [0] is the module body. */
  readonly functions: readonly FunctionFact[];
  readonly classes: readonly ClassFact[];
  /** Interfaces and literal types. */
  readonly shapes: readonly ShapeFact[];
  /** Types that are no values: export name → the type, or what it stands for. */
  readonly typeExports: readonly (readonly [name: string, value: Value])[];
  /** Object literals with a `provide` key (DI providers), wherever they stand: index of value → Value. */
  readonly providers: readonly Value[];
}

export interface ParseError {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface ImportFact {
  readonly from: string;
  readonly line: number;
  readonly column: number;
  readonly typeOnly: boolean;
  /** `import()` or a `require()` inside a function. */
  readonly dynamic: boolean;
  /** Imported names; '*' for a namespace or whole module, empty for a side-effect import. */
  readonly names: readonly string[];
}

export interface DefFact {
  readonly name: string;
  /** Index of the function in which it is declared; 0 is the module body. */
  readonly fn: number;
  readonly value: Value;
}

export interface WriteFact {
  readonly def: number;
  readonly path: readonly string[];
  readonly value: Value;
}

/** A choice by a text is a call of this name: `switch (key) { case a: … }` is `switch(key, [a])`, `handlers[key]` is `switch(key, handlers)`. */
export const CHOICE = 'switch';

/** What a client does unless it is told otherwise is a call of this name: `client.defaults.baseURL = x` is `defaults(client, 'baseURL', x)`. */
export const DEFAULT = 'defaults';

/** What is written into what another file exports is a call of this name: `settings.url = x` is `write(settings, 'url', x)`. */
export const WRITE = 'write';

/** Last steps of what is written: another item of a list, and an object of one entry, to be merged into what is there. */
export const ITEM = '[]';
export const ENTRY = '{}';

export interface CallFact {
  readonly callee: Value;
  readonly args: readonly Value[];
  /** Index of the function whose body contains it. */
  readonly fn: number;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** `new X()`. */
  readonly isNew?: true;
  /** Tagged template; args[0] is the template. */
  readonly tagged?: true;
  /** Inside a try block with a catch, of the same function. */
  readonly guarded?: true;
  /** Innermost loop of the same function: index into `loops`. */
  readonly loop?: number;
  /** Type arguments: `get<Foo>()`. */
  readonly typeArgs?: readonly TypeRef[];
  /** JSX element: callee is the component, args[0] the props. */
  readonly jsx?: true;
}

/** Between two attempts: no time, always the same, more each time; other: it waits, and nobody knows how long. */
export type Pause = 'none' | 'same' | 'growing' | 'other';

export interface LoopFact {
  readonly kind: 'for-of' | 'for-await' | 'for-in' | 'for' | 'while';
  /** The collection of for-of / for-in, or of `for (i < xs.length)`. */
  readonly over?: Value;
  /** Number of rounds of a counting loop with literal bounds. */
  readonly bound?: number;
  /** The loop's body ends a round with a `break`/`return` in a try, or sleeps: looks like a retry or polling loop. */
  readonly retry?: true;
  /** Its rounds try one thing again after it has failed: how long it waits in between. */
  readonly attempts?: Pause;
  readonly line: number;
  readonly column: number;
  readonly outer?: number;
}

export interface ParamFact {
  readonly name: string;
  readonly type?: TypeRef;
  readonly default?: Value;
  readonly rest?: true;
  /** Decorators of the parameter: each a call or a reference. */
  readonly decorators: readonly Value[];
  /** `constructor(private x: X)` also declares field `x`. */
  readonly property?: true;
}

export interface FunctionFact {
  readonly name: string;
  readonly params: readonly ParamFact[];
  readonly returns: readonly Value[];
  readonly returnType?: TypeRef;
  /** Indexes into `calls`, in source order; calls of nested functions are theirs. */
  readonly calls: readonly number[];
  /** Functions and classes written inside this one. */
  readonly parent?: number;
  /** Class whose member it is. */
  readonly cls?: number;
  readonly isStatic?: true;
  /** Arrow functions have the `this` of their parent. */
  readonly arrow?: true;
  readonly async?: true;
  readonly generator?: true;
  readonly decorators: readonly Value[];
  readonly line: number;
  readonly column: number;
}

export interface FieldFact {
  readonly name: string;
  readonly value?: Value;
  readonly type?: TypeRef;
  readonly decorators: readonly Value[];
  readonly isStatic?: true;
  readonly line: number;
  readonly column: number;
}

/** Members whose types have a name; others tell nothing. */
export interface ShapeFact {
  /** '' of a literal type. */
  readonly name: string;
  readonly members: readonly (readonly [name: string, type: TypeRef])[];
  readonly bases: readonly TypeRef[];
}

export interface ClassFact {
  readonly name: string;
  readonly extends?: Value;
  readonly extendsArgs?: readonly TypeRef[];
  readonly implements: readonly TypeRef[];
  readonly abstract?: true;
  readonly decorators: readonly Value[];
  /** Index of the function in which the class is declared. */
  readonly fn: number;
  /** Function index of the constructor. */
  readonly ctor?: number;
  /** A function of no parameters whose calls are those of field initialisers and static blocks. */
  readonly init: number;
  readonly methods: readonly (readonly [name: string, fn: number])[];
  readonly getters: readonly (readonly [name: string, fn: number])[];
  readonly staticMethods: readonly (readonly [name: string, fn: number])[];
  readonly fields: readonly FieldFact[];
  /** `this.path = v` in any method or constructor; 'name[]' for `this.name.push(v)`, 'name{}' for `this.name[key] = v`. */
  readonly assigned: readonly (readonly [path: string, value: Value])[];
  /** `X.path = v` anywhere in the file, `this.path = v` in static methods. */
  readonly staticAssigned?: readonly (readonly [path: string, value: Value])[];
  /** Made from `function F() {}` with `F.prototype.x = …`. */
  readonly prototype?: true;
  readonly line: number;
  readonly column: number;
}
