import type {
  CallFact,
  ClassFact,
  DefFact,
  FieldFact,
  FunctionFact,
  ImportFact,
  LoopFact,
  ModuleFacts,
  ParamFact,
  ShapeFact,
  WriteFact,
} from '../../../model/module-facts.js';
import type { TypeRef, Value } from '../../../model/value.js';
import { unknown } from './values.js';

type Draft<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer U)[] ? U[] : T[K] };
export type FunctionDraft = Draft<FunctionFact>;
export type ClassDraft = Draft<ClassFact>;
export type ShapeDraft = Draft<ShapeFact>;
export type FieldDraft = Draft<FieldFact>;
export type ParamDraft = Draft<ParamFact>;

/** A binding and all that the file assigns to it, in source order. */
export interface DefDraft {
  readonly name: string;
  readonly fn: number;
  readonly values: Value[];
  type?: TypeRef;
}

/** The facts of a file while they are collected; indexes of one list are stable from the first push. */
export interface Facts {
  readonly imports: ImportFact[];
  readonly exports: (readonly [name: string, value: Value])[];
  readonly stars: string[];
  readonly defs: DefDraft[];
  readonly writes: WriteFact[];
  readonly calls: CallFact[];
  readonly loops: LoopFact[];
  readonly functions: FunctionDraft[];
  readonly classes: ClassDraft[];
  readonly shapes: ShapeDraft[];
  readonly typeExports: (readonly [name: string, value: Value])[];
  readonly providers: Value[];
}

export function noFacts(): Facts {
  return {
    imports: [],
    exports: [],
    stars: [],
    defs: [],
    writes: [],
    calls: [],
    loops: [],
    functions: [],
    classes: [],
    shapes: [],
    typeExports: [],
    providers: [],
  };
}

export function emptyFunction(name: string): FunctionDraft {
  return { name, params: [], returns: [], calls: [], decorators: [], line: 1, column: 1 };
}

export function finished(facts: Facts): Omit<ModuleFacts, 'file' | 'linesOfCode' | 'parseErrors'> {
  return { ...facts, defs: facts.defs.map(finishedDef) };
}

function finishedDef({ name, fn, values, type }: DefDraft): DefFact {
  const value = alternatives(name, values);
  return { name, fn, value: type ? { k: 'typed', of: value, type } : value };
}

function alternatives(name: string, values: readonly Value[]): Value {
  const [only] = values;
  if (only === undefined) return unknown(name);
  return values.length === 1 ? only : { k: 'any', of: values };
}
