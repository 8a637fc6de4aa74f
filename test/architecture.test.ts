import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';
import { beforeAll, describe, expect, it } from 'vitest';

/** Which folders of src each folder may import, beside itself. The reasons are in docs/architecture.md, in short here. */
const LAYERS: readonly { readonly from: string; readonly may: readonly string[]; readonly because: string }[] = [
  { from: 'model', may: [], because: 'the words of the domain depend on nobody, so that everybody can use them' },
  { from: 'shared', may: [], because: 'what is not about architecture knows nothing of it' },
  { from: 'baseline', may: ['model', 'shared'], because: 'what was accepted is text and findings, whoever judges or writes it' },
  {
    from: 'rules',
    may: ['model', 'shared', 'baseline', 'patterns'],
    because: 'a rule reads the finished System, never source, and prints nothing',
  },
  { from: 'patterns', may: ['model'], because: 'the knowledge base is data that advice, rules and docs read' },
  { from: 'advise', may: ['model', 'shared', 'patterns'], because: 'advice is a function of answers and patterns' },
  { from: 'report', may: ['model', 'shared', 'rules'], because: 'a report is a function of findings and of the rules’ texts' },
  { from: 'analysis', may: ['model', 'shared'], because: 'what is found out does not depend on who judges or prints it' },
  {
    from: 'history',
    may: ['model', 'shared', 'rules'],
    because: 'states of a repository are compared by what rules say, whoever found it out',
  },
  {
    from: 'plugins',
    may: ['model', 'shared', 'analysis', 'rules', 'report'],
    because: 'a plugin adds rules, libraries and reporters: it knows what those are, and they know nothing of it',
  },
  {
    from: 'testing',
    may: ['model', 'shared', 'analysis', 'rules'],
    because: 'who tests a rule of their own needs systems and the judge, and nothing of the product needs them',
  },
  { from: 'hooks', may: ['shared'], because: 'a hook is text: what it held before, and our block' },
  {
    from: 'scaffold',
    may: ['model', 'shared', 'patterns'],
    because: 'what is made follows from layers and answers, whoever asks for it or prints it',
  },
  {
    from: 'cli',
    may: ['hooks', 'history', 'model', 'shared', 'analysis', 'baseline', 'rules', 'report', 'patterns', 'advise', 'scaffold', 'plugins'],
    because: 'the command line is the last to know, nobody imports it',
  },
  { from: 'commands', may: ['cli', 'model', 'shared'], because: 'a command turns flags into one call and holds no logic' },
];

/** Who alone may import what, and why. */
const OWNERS: readonly { readonly what: string; readonly path: string; readonly owners: string; readonly because: string }[] = [
  {
    what: 'ts-morph',
    path: '(^|node_modules/)(@ts-morph/common|ts-morph)',
    owners: '^src/analysis/extract/',
    because: 'the syntax tree ends where module facts begin',
  },
  {
    what: '@oclif',
    path: '(^|node_modules/)@oclif/',
    owners: '^src/(commands|cli)/',
    because: 'the library works without the command line',
  },
  {
    what: 'dependency-cruiser',
    path: '(^|node_modules/)dependency-cruiser',
    owners: '^src/analysis/imports/',
    because: 'it costs 0.7 s to load and is loaded where imports leave a service',
  },
  {
    what: 'chokidar',
    path: '(^|node_modules/)chokidar',
    owners: '^src/cli/lint/watch\\.ts$',
    because: 'a run reads files once; who waits for changes starts runs',
  },
  {
    what: 'inquirer',
    path: '(^|node_modules/)@inquirer/',
    owners: '^src/(advise|scaffold)/ask\\.ts$',
    because: 'advice and services are functions of answers; who asks for them is one file',
  },
  {
    what: 'child processes',
    path: '^child_process$',
    owners: '^src/(history/git|cli/(scaffold/git-run|lint/watch))\\.ts$',
    because: 'msa starts no other program than git, with fixed arguments, and itself again when a file has changed',
  },
  {
    what: 'threads',
    path: '^worker_threads$',
    owners: '^src/analysis/(extract/thread|lowering-thread)\\.ts$',
    because: 'a second thread lowers files and knows nothing else; who wants them lowered does not know where that is done',
  },
  {
    what: 'the file system',
    path: '^fs(/promises)?$',
    owners:
      '^src/(shared/disk|scaffold/write/files|history/(git|hooks|revisions)|cli/(compile-cache|scaffold/(workspace|answers|git-templates)|output|paths|hook|init/init|baseline/file|advise/(files|write)|version)|analysis/(memory/(looks|place|store|tool)))\\.ts$',
    because: 'I/O stays at the edges; everything else is tested without a disk',
  },
  {
    what: 'the network',
    path: '^(https?|net|tls|dgram|http2)$',
    owners: '^$',
    because: 'msa talks to nobody: no telemetry, no lookups; git alone fetches the templates that somebody names',
  },
];

/** Which folders of link each of its folders may import, beside itself and the files that lie in link. */
const LINK: readonly { readonly from: string; readonly may: readonly string[]; readonly because: string }[] = [
  { from: 'values', may: [], because: 'what a text or an address says does not depend on who asks' },
  { from: 'operations', may: ['values'], because: 'what a unit answers to is known before anybody calls it' },
  { from: 'requests', may: ['values', 'operations'], because: 'a request meets an operation' },
  { from: 'messaging', may: ['values', 'operations'], because: 'a message meets an operation' },
  { from: 'stores', may: ['values'], because: 'a database is known by its address, whoever uses it' },
  { from: 'flows', may: ['values', 'operations', 'stores'], because: 'a flow leads from an operation to calls and to data' },
  { from: 'services', may: ['values', 'operations', 'stores'], because: 'a service is what it answers to and what data it has' },
  { from: 'practices', may: ['values', 'flows'], because: 'what a service is careful about shows on its way to calls and data' },
];

const READS_DEPLOYMENT = '^src/analysis/(discover|environment)/';

const RULES: readonly IForbiddenRuleType[] = [
  ...LAYERS.map(({ from, may, because }) => ({
    name: `layer: ${from}`,
    comment: because,
    severity: 'error' as const,
    from: { path: `^src/${from}/` },
    to: { path: '^src/', pathNot: `^src/(${[from, ...may].join('|')})/` },
  })),
  ...LINK.map(({ from, may, because }) => ({
    name: `link: ${from}`,
    comment: because,
    severity: 'error' as const,
    from: { path: `^src/analysis/link/${from}/` },
    to: { path: '^src/analysis/link/[^/]+/', pathNot: `^src/analysis/link/(${[from, ...may].join('|')})/` },
  })),
  {
    name: 'steps do not know each other',
    comment: 'only the files of analysis itself compose the steps, which meet through the types of model',
    severity: 'error',
    from: { path: '^src/analysis/([^/]+)/', pathNot: READS_DEPLOYMENT },
    to: { path: '^src/analysis/', pathNot: '^src/analysis/$1/' },
  },
  {
    name: 'two steps read the deployment files',
    comment: 'where the services are and how they are configured stands in the same files: they are read once, in one place',
    severity: 'error',
    from: { path: READS_DEPLOYMENT },
    to: { path: '^src/analysis/', pathNot: ['^src/analysis/deployment-files/', '^src/analysis/$1/'] },
  },
  {
    name: 'commands and tests are nobody’s library',
    comment: 'nothing imports a command, and product code never imports a test',
    severity: 'error',
    from: { path: '^src/', pathNot: '^src/commands/' },
    to: { path: '^(src/commands|test|fixtures|docs)/' },
  },
  ...OWNERS.map(({ what, path, owners, because }) => ({
    name: `owner: ${what}`,
    comment: because,
    severity: 'error' as const,
    from: { path: '^src/', pathNot: owners },
    to: { path },
  })),
  {
    name: 'no cycles',
    comment: 'two files that need each other at run time are one file',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'no orphans',
    comment: 'code that nothing uses is not kept',
    severity: 'error',
    from: { orphan: true, pathNot: '^src/((testing/)?index|commands/.+|cli/(main|command-not-found))\\.ts$' },
    to: {},
  },
  {
    name: 'resolvable',
    comment: 'an import that leads nowhere fails at run time',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'no development dependency',
    comment: 'users do not install those',
    severity: 'error',
    from: { path: '^src/' },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm'] },
  },
];

let result: ICruiseResult;

beforeAll(async () => {
  const { output } = await cruise(['src'], {
    validate: true,
    ruleSet: { forbidden: [...RULES] },
    parser: 'tsc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  });
  if (typeof output === 'string') throw new Error(output);
  result = output;
});

describe('the house', () => {
  it('keeps its directions', () => {
    const broken = result.summary.violations.map(({ rule, from, to }) => {
      const why = RULES.find(({ name }) => name === rule.name)?.comment ?? '';
      return `${from} → ${to}: ${rule.name}, because ${why}`;
    });
    expect(broken).toEqual([]);
  });

  it.each([...LAYERS.map(({ from }) => from), ...LINK.map(({ from }) => `analysis/link/${from}`)])('has the layer %s', (layer) => {
    expect(result.modules.filter(({ source }) => source.startsWith(`src/${layer}/`))).not.toEqual([]);
  });

  it.each(OWNERS.filter(({ owners }) => owners !== '^$'))('has an owner of $what', ({ path, owners }) => {
    const users = result.modules.filter(({ dependencies }) => dependencies.some(({ resolved }) => new RegExp(path).test(resolved)));
    expect(users.filter(({ source }) => new RegExp(owners).test(source))).not.toEqual([]);
  });
});
