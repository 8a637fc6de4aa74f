import type { Texts } from './scaffold.js';

/** What somebody does to the files of a system by hand. */
export type Edit = (files: Texts) => Texts;

/** One after the other. */
export const all =
  (...edits: readonly Edit[]): Edit =>
  (files) =>
    edits.reduce((edited, edit) => edit(edited), files);

/** In all files whose path fits. An edit that changes nothing is a mistake of the test. */
export const replacing =
  (path: RegExp, text: RegExp | string, by: string): Edit =>
  (files) => {
    const edited = Object.entries(files).map(
      ([name, content]) => [name, path.test(name) ? content.replaceAll(text, by) : content] as const,
    );
    if (edited.every(([name, content]) => files[name] === content)) throw new Error(`nothing in ${path.source} fits ${String(text)}`);
    return Object.fromEntries(edited);
  };

export const without =
  (path: RegExp): Edit =>
  (files) => {
    const kept = Object.entries(files).filter(([name]) => !path.test(name));
    if (kept.length === Object.keys(files).length) throw new Error(`no file is called ${path.source}`);
    return Object.fromEntries(kept);
  };

/** A file gets another name; who imports it is another edit. */
export const moving =
  (from: string, to: string): Edit =>
  ({ [from]: content, ...rest }) => {
    if (content === undefined) throw new Error(`no file ${from}`);
    return { ...rest, [to]: content };
  };

/** A file of one's own, path from the root of the system. */
export const adding =
  (path: string, content: string): Edit =>
  (files) => ({ ...files, [path]: content });

/** A module with the lines that register it. */
export const unplugging = (name: string, service = 'orders'): Edit =>
  all(
    without(new RegExp(`^services/${service}/src/${name}/`)),
    replacing(new RegExp(`^services/${service}/src/modules\\.ts$`), new RegExp(`^import .*/${name}/.*$`, 'gm'), ''),
  );

/** A module that somebody has written: what it imports, and what it does when it starts. */
export const plugging = (
  name: string,
  { imports = '', start }: { readonly imports?: string; readonly start: string },
  service = 'orders',
): Edit =>
  all(
    adding(
      `services/${service}/src/${name}/module.ts`,
      `import { defineModule } from '../module.js';\n${imports}\n
export const ${name} = defineModule({
  name: '${name}',
  stage: 'feature',
  env: {},
  async start(service) {
${start}
  },
});\n`,
    ),
    replacing(
      new RegExp(`^services/${service}/src/modules\\.ts$`),
      '// msa:end imports',
      `import { ${name} } from './${name}/module.js';\n// msa:end imports`,
    ),
    replacing(new RegExp(`^services/${service}/src/modules\\.ts$`), '  // msa:end modules', `  ${name},\n  // msa:end modules`),
  );

/** Sources of the first service. */
export const CODE = /^services\/orders\/src\/.*\.ts$/;

export function file(name: string, service = 'orders'): RegExp {
  return new RegExp(`^services/${service}/${name.replaceAll('.', '\\.')}$`);
}
