/** Fields of JSON that others have written: what is not of the expected kind is not there. */
export type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

export function listIn(of: Fields | undefined, name: string): Fields[] {
  const value = own(of, name);
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  return items.map(fieldsOf).filter((item) => item !== undefined);
}

/** Texts, and what is written as one: numbers, truth values. */
export function textIn(of: Fields | undefined, name: string): string | undefined {
  const value = own(of, name);
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

export function own(of: Fields | undefined, name: string): unknown {
  return of !== undefined && Object.hasOwn(of, name) ? of[name] : undefined;
}
