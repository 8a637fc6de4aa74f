import type { Program } from '../../model/program.js';

/** What every call of a program is asked beside itself: found out once of each. */
export function ofProgram<T>(find: (program: Program) => T): (program: Program) => T {
  const known = new WeakMap<Program, { readonly found: T }>();
  return (program) => {
    let made = known.get(program);
    if (!made) known.set(program, (made = { found: find(program) }));
    return made.found;
  };
}
