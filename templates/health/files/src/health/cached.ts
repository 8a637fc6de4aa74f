/** The same work for all who ask within a time; `now` in milliseconds. */
export function cached<T>(ms: number, work: () => Promise<T>, now: () => number = () => performance.now()): () => Promise<T> {
  let last: { readonly at: number; readonly result: Promise<T> } | undefined;
  return async () => {
    if (last === undefined || now() - last.at >= ms) last = { at: now(), result: work() };
    return last.result;
  };
}
