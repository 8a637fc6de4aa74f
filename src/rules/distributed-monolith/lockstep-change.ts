import type { CommittedChange } from '../../model/history.js';
import { defineRule } from '../../model/rule.js';
import type { Service, System } from '../../model/system.js';
import type { Violation } from '../../model/finding.js';
import { compareText } from '../../model/location.js';
import { listed } from '../../shared/text.js';
import { groupBy } from '../../shared/group-by.js';
import { baseName, isInside } from '../../shared/paths.js';
import { isBackend } from '../services.js';

export const lockstepChange = defineRule({
  meta: {
    id: 'distributed-monolith/lockstep-change',
    family: 'distributed-monolith',
    summary: 'A service is changed without another one being changed in the same commit.',
    why: 'What always changes together is one thing in two places: each change has to be made, reviewed and released twice, in step.',
    fix: 'Move what they have in common to where it belongs, into one of them or behind a contract that seldom changes, or merge the two.',
    severity: 'warning',
    sources: [
      "d'Aragona et al. 2023: commits that touch several services are found in all of 145 projects, so that a share and a support are asked for",
    ],
    exempt: [
      'commits of many files or of most services, merges, commits of robots, releases, raised versions, and what is said to be upkeep (chore, style, ci …)',
      'the same file in several services at once, and what is no code that does something: configuration, start-up, tests, documents',
      'frontends and pure gateways: a feature is seen in them by its nature',
      'services that start from one folder',
      'shallow clones and folders outside git, of which --stats says so',
    ],
    example: 'Of 30 commits that change billing, 22 change orders as well.',
    measures: ['share'],
    options: {
      share: { type: 'number', minimum: 0, maximum: 1, default: 0.5, description: 'Share of the commits of the less changed service.' },
      support: { type: 'integer', minimum: 1, default: 10, description: 'Commits that change both, at least.' },
      files: { type: 'integer', minimum: 1, default: 30, description: 'Commits of more files than this are left out.' },
    },
  },
  *check(system, limits, { analysis }) {
    const commits = (analysis.history?.commits ?? []).filter(({ files }) => files.length <= limits.files);
    const places = placesOf(system);
    const most = Math.max(FEW, places.length / 2);
    const changes = commits.map((commit) => touched(commit, places)).filter(({ size }) => size > 0 && size <= most);
    for (const pair of pairsOf(changes)) {
      const share = pair.together / Math.min(pair.commits[0], pair.commits[1]);
      if (pair.together >= limits.support && share >= limits.share) yield violation(pair, system);
    }
  },
});

/** Of more services than these, and more than half of them, a commit is about all of them. */
const FEW = 3;

/** Folders that belong to one service and hold no other. */
function placesOf(system: System): Service[] {
  const others = (one: Service): Service[] => system.services.filter(({ name }) => name !== one.name);
  return system.services.filter(
    (service) => isBackend(system, service) && others(service).every(({ path }) => !isInside(path, service.path)),
  );
}

/** Services that a commit changes, each with the files. */
type Touched = ReadonlyMap<string, readonly string[]>;

/** The same file in several services is a sweep (a logger, a start-up file, a header): it says nothing about one of them. */
function touched({ files }: CommittedChange, places: readonly Service[]): Touched {
  const placed = files.filter(isSaying).flatMap((file) => {
    const service = places.find(({ path }) => isInside(file, path));
    return service === undefined ? [] : [{ file, service: service.name, shape: shapeOf(file, service) }];
  });
  const owners = groupBy(placed, ({ shape }) => shape);
  const meant = placed.filter(({ shape }) => owners.get(shape)?.length === 1);
  return new Map([...groupBy(meant, ({ service }) => service)].map(([name, all]) => [name, all.map(({ file }) => file)]));
}

/** Packages are often called like their service: `mail/domain/Step.kt` is `auth/domain/Step.kt` again. */
function shapeOf(file: string, { path }: Service): string {
  return `${file.slice(path.length).split('/').length} ${baseName(file)}`;
}

/** Code that does something: what configures, starts, tests or tells is changed for the whole repository at once. */
function isSaying(file: string): boolean {
  return CODE.test(file) && !ASIDE.some((pattern) => pattern.test(file));
}

const CODE =
  /\.(?:[cm]?[jt]sx?|vue|svelte|py|go|java|kts?|scala|groovy|cs|fs|vb|php|rb|rs|exs?|erl|clj|swift|dart|cc?|cpp|hp?p?|lua|pl|sql|prisma|proto|graphql|gql)$/i;
const ASIDE = [
  /(?:^|\/)(?:[._]*(?:tests?|specs?|e2e|mocks?|fixtures?|dist|build|out|generated|vendor|node_modules)_*)\//i,
  /(?:^|\/)\.|rc\.[cm]?js$/i,
  /[._-](?:test|spec|config|conf|setup|stories|d)\.[^/]*$/i,
  /(?:^|\/)(?:gulpfile|gruntfile|webpack|jest|babel|version|setup)[^/]*$/i,
  /(?:(?:^|[/._-])(?:application|main|index|server|startup|program|bootstrap|app|module)|[a-z](?:Application|Startup|Module))\.[a-z]+$/,
];

interface Pair {
  /** Sorted. */
  readonly names: readonly [string, string];
  /** Commits of each. */
  readonly commits: readonly [number, number];
  readonly together: number;
  /** How often each of their files was among the common changes. */
  readonly files: ReadonlyMap<string, number>;
}

function pairsOf(changes: readonly Touched[]): Pair[] {
  const names = [...new Set(changes.flatMap((change) => [...change.keys()]))].sort(compareText);
  const count = (name: string): number => changes.filter((change) => change.has(name)).length;
  const counts = new Map(names.map((name) => [name, count(name)]));
  return names.flatMap((a, index) =>
    names.slice(index + 1).map((b): Pair => {
      const both = changes.filter((change) => change.has(a) && change.has(b));
      return { names: [a, b], commits: [counts.get(a) ?? 0, counts.get(b) ?? 0], together: both.length, files: filesOf(both, [a, b]) };
    }),
  );
}

function filesOf(changes: readonly Touched[], names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const file of changes.flatMap((change) => names.flatMap((name) => change.get(name) ?? [])))
    counts.set(file, (counts.get(file) ?? 0) + 1);
  return counts;
}

function violation({ names, commits, together, files }: Pair, system: System): Violation {
  const [less, other] = commits[0] <= commits[1] ? names : [names[1], names[0]];
  const least = Math.min(...commits);
  const share = Math.round((together / least) * 100);
  const often = (name: string): string =>
    mostChanged(
      files,
      system.services.find((service) => service.name === name),
    );
  const placed = [less, other].flatMap((name) => {
    const at = system.services.find((service) => service.name === name)?.at;
    return at === undefined ? [] : [{ at, message: `${name}: ${often(name)}` }];
  });
  const [first, ...others] = placed;
  return {
    message: `${less} and ${other} change together: ${together} of the ${least} commits that change ${less} change ${other} too (${share} %)`,
    services: names,
    ...(first === undefined ? {} : { at: first.at, label: first.message }),
    related: others.map(({ at, message }) => ({ ...at, message })),
    confidence: 'medium',
    metrics: { together, commits: least, share },
  };
}

/** `src/a.ts (12 times) and src/b.ts (9 times)`. */
function mostChanged(files: ReadonlyMap<string, number>, service: Service | undefined): string {
  const own = [...files].filter(([file]) => service !== undefined && isInside(file, service.path));
  const often = own.sort(([a, n], [b, m]) => m - n || compareText(a, b)).slice(0, 2);
  return `most often in ${listed(often.map(([file, times]) => `${file} (${times})`))}`;
}
