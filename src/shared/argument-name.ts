/**
 * The name of an argument of the command line among the variables of a deployment, however it is written: `--db-host` for `dbHost` and
 * `--dbHost`, `-p` for `p`. No variable of the environment begins with a dash.
 */
export function argumentName(written: string): string {
  const words = written
    .replace(/^-+/, '')
    .replace(/([a-z0-9])([A-Z])|_/g, (_, before: string | undefined, after: string | undefined) => `${before ?? ''}-${after ?? ''}`)
    .toLowerCase();
  return words.length === 1 ? `-${words}` : `--${words}`;
}

/** The nth word behind the file that node runs, as `process.argv` counts it: the first is 2. */
export function positionName(index: number): string {
  return `process.argv[${String(index)}]`;
}

/** Is this no variable of the environment, but told by the command line? */
export function isArgument(name: string): boolean {
  return name.startsWith('-') || name.startsWith('process.argv[');
}
