/** Entries after which everything is forgotten: a long-lived process must not keep the texts of all it has seen. */
const MAX = 200_000;

/** A function of a text that remembers what it gave. */
export function remembered<T>(compute: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined || known.has(text)) return found as T;
    if (known.size >= MAX) known.clear();
    const value = compute(text);
    known.set(text, value);
    return value;
  };
}
