/** What GitHub code scanning asks of a SARIF file beyond the schema, and the limits beyond which it refuses or cuts it. */
export interface SarifLog {
  readonly $schema: string;
  readonly version: string;
  readonly runs: readonly SarifRun[];
}

export interface SarifRun {
  readonly tool: { readonly driver: { readonly name: string; readonly semanticVersion: string; readonly rules: readonly SarifRule[] } };
  readonly automationDetails?: { readonly id: string };
  readonly invocations: readonly {
    readonly executionSuccessful: boolean;
    readonly toolExecutionNotifications: readonly SarifNotification[];
  }[];
  readonly results: readonly SarifResult[];
}

export interface SarifNotification {
  readonly descriptor: { readonly id: string; readonly index: number };
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations?: readonly SarifLocation[];
}

export interface SarifRule {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly text: string; readonly markdown: string };
  readonly defaultConfiguration: { readonly level: string };
  readonly properties: { readonly tags: readonly string[]; readonly precision: string; readonly 'problem.severity': string };
}

export interface SarifLocation {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string };
    readonly region: { readonly startLine: number; readonly startColumn: number; readonly endLine: number; readonly endColumn: number };
  };
  readonly message?: { readonly text: string };
}

export interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly SarifLocation[];
  readonly relatedLocations: readonly SarifLocation[];
  readonly codeFlows?: readonly {
    readonly threadFlows: readonly { readonly locations: readonly { readonly location: SarifLocation }[] }[];
  }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions?: readonly { readonly kind: string }[];
  readonly baselineState?: string;
}

/** Everything that is wrong, in words; nothing for a file that GitHub takes as it is. */
export function githubProblems(log: SarifLog): string[] {
  const problems = log.runs.flatMap(runProblems);
  if (log.version !== '2.1.0') problems.push(`version ${log.version}`);
  if (!log.$schema.includes('2.1.0')) problems.push(`$schema ${log.$schema}`);
  if (log.runs.length > 20) problems.push('more than 20 runs');
  return problems;
}

function runProblems({ tool, automationDetails, invocations, results }: SarifRun): string[] {
  const { name, semanticVersion, rules } = tool.driver;
  return [
    ...unless(name !== '', 'a tool without a name'),
    ...unless(/^\d+\.\d+\.\d+/.test(semanticVersion), `version ${semanticVersion}`),
    ...unless(automationDetails === undefined || automationDetails.id.includes('/'), 'automationDetails.id without /'),
    ...unless(
      invocations.every(({ executionSuccessful }) => executionSuccessful),
      'not successful',
    ),
    ...unless(results.length <= 25_000, `${results.length} results`),
    ...unless(rules.length <= 25_000, `${rules.length} rules`),
    ...unless(new Set(rules.map(({ id }) => id)).size === rules.length, 'a rule twice'),
    ...rules.flatMap(ruleProblems),
    ...results.flatMap((result) => resultProblems(result, rules)),
    ...unless(new Set(results.map(fingerprintOf)).size === results.length, 'a fingerprint twice'),
  ];
}

function fingerprintOf({ partialFingerprints }: SarifResult): string {
  return JSON.stringify(partialFingerprints);
}

function ruleProblems({ id, shortDescription, fullDescription, help, defaultConfiguration, properties }: SarifRule): string[] {
  return [
    ...unless(id !== '' && id.length <= 255, `rule id ${id}`),
    ...unless(isText(shortDescription.text, 1024) && isText(fullDescription.text, 1024), `${id}: descriptions`),
    ...unless(help.text !== '' && help.markdown !== '', `${id}: help`),
    ...unless(['error', 'warning', 'note', 'none'].includes(defaultConfiguration.level), `${id}: level`),
    ...unless(properties.tags.length <= 20, `${id}: tags`),
    ...unless(['very-high', 'high', 'medium', 'low'].includes(properties.precision), `${id}: precision`),
    ...unless(['error', 'warning', 'recommendation'].includes(properties['problem.severity']), `${id}: problem.severity`),
  ];
}

function resultProblems(result: SarifResult, rules: readonly SarifRule[]): string[] {
  const { ruleId, ruleIndex, level, message, locations, relatedLocations, codeFlows = [], partialFingerprints } = result;
  const steps = codeFlows.flatMap(({ threadFlows }) => threadFlows.flatMap((flow) => flow.locations.map(({ location }) => location)));
  return [
    ...unless(rules[ruleIndex]?.id === ruleId, `rule ${ruleId} is not the one at ${ruleIndex}`),
    ...unless(['error', 'warning', 'note'].includes(level), `level ${level}`),
    ...unless(message.text !== '', 'no message'),
    ...unless(locations.length === 1, `${locations.length} locations`),
    ...unless(relatedLocations.length <= 1_000, `${relatedLocations.length} related locations`),
    ...unless(steps.length <= 1_000, `${steps.length} steps`),
    ...unless(Object.keys(partialFingerprints).length > 0, 'no fingerprint'),
    ...unless(!('primaryLocationLineHash' in partialFingerprints), 'a fingerprint that only CodeQL can make'),
    ...[...locations, ...relatedLocations, ...steps].flatMap(locationProblems),
  ];
}

function locationProblems({ physicalLocation: { artifactLocation, region } }: SarifLocation): string[] {
  const { uri } = artifactLocation;
  const { startLine, startColumn, endLine, endColumn } = region;
  return [
    ...unless(isRelativeUri(uri), `uri ${uri}`),
    ...unless(
      [startLine, startColumn, endLine, endColumn].every((value) => Number.isInteger(value) && value > 0),
      'a region with a hole',
    ),
    ...unless(startLine === endLine && endColumn > startColumn, 'a region of several lines, or of nothing'),
  ];
}

/** RFC 3986: path-noscheme, characters percent-encoded; and inside of the repository. */
export function isRelativeUri(uri: string): boolean {
  const segment = /^(?:[\w.~!$&'()*+,;=@-]|%[0-9A-F]{2}|:)*$/;
  const [first = '', ...others] = uri.split('/');
  return uri !== '' && first !== '' && !first.includes(':') && [first, ...others].every((part) => segment.test(part) && part !== '..');
}

function isText(text: string, limit: number): boolean {
  return text !== '' && text.length <= limit;
}

function unless(isRight: boolean, problem: string): string[] {
  return isRight ? [] : [problem];
}
