import type { Report } from '../model/analysis.js';
import type { Finding } from '../model/finding.js';
import { anchor } from './place.js';
import type { Reporter } from './reporter.js';
import { rulesOf } from './rules-of.js';
import { type Element, xmlDocument } from './xml.js';

/** The suite of what is about no service alone. */
const SYSTEM = 'system';

/** JUnit's XML: a suite for each service, a case for each rule that ran, also where it found nothing. Errors are failures. */
export const junit: Reporter = (report) => {
  const names = report.analysis.system.services.map(({ name }) => name);
  const suites = [...names, ...(names.includes(SYSTEM) ? [] : [SYSTEM])].map((name) =>
    suite(
      name,
      report.findings.filter((finding) => suiteOf(finding, report) === name),
      report,
    ),
  );
  return xmlDocument({ name: 'testsuites', attributes: { name: 'msa', ...counts(suites) }, content: suites.map(({ element }) => element) });
};

/** The service it is about; of several the one in whose folder it stands. */
function suiteOf(finding: Finding, { analysis: { system } }: Report): string {
  const services = system.services.filter(({ name }) => finding.services.includes(name));
  const { file } = anchor(finding, system);
  const [only] = services.length === 1 ? services : services.filter(({ path }) => path === '.' || file.startsWith(`${path}/`));
  return only?.name ?? SYSTEM;
}

interface Counted {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
  readonly element: Element;
}

function suite(name: string, findings: readonly Finding[], report: Report): Counted {
  const rules = rulesOf(report).map(({ id }) => id);
  const cases = rules.map((rule) =>
    testCase(
      { name: rule, classname: `msa.${name}` },
      findings.filter((finding) => finding.rule === rule),
      report,
    ),
  );
  const has = (outcome: string): number => cases.filter(({ content }) => content.some((one) => one.name === outcome)).length;
  const totals = { tests: cases.length, failures: has('failure'), errors: 0, skipped: has('skipped') };
  return { ...totals, element: { name: 'testsuite', attributes: { name, ...totals }, content: cases } };
}

function counts(suites: readonly Counted[]): Record<string, number> {
  const sum = (key: 'tests' | 'failures' | 'errors'): number => suites.reduce((total, one) => total + one[key], 0);
  return { tests: sum('tests'), failures: sum('failures'), errors: sum('errors') };
}

/** One outcome a case, as all readers expect: failed by its errors, else skipped when its findings are known ones; the rest is its output. */
function testCase(
  attributes: { readonly name: string; readonly classname: string },
  findings: readonly Finding[],
  report: Report,
): Element & { readonly content: readonly Element[] } {
  const fresh = findings.filter(({ state }) => state === 'new');
  const failures = fresh.filter(({ severity }) => severity === 'error');
  const [failure] = failures;
  const known = findings.filter(({ state }) => state !== 'new');
  const others = fresh.filter(({ severity }) => severity !== 'error');
  const outcome: Element[] =
    failure !== undefined
      ? [{ name: 'failure', attributes: { message: failure.message, type: failure.rule }, content: told(failures, report) }]
      : known.length > 0 && others.length === 0
        ? [{ name: 'skipped', attributes: { message: known.map(skipReason).join('; ') } }]
        : [];
  const output = others.length === 0 ? [] : [{ name: 'system-out', content: told(others, report) }];
  return { name: 'testcase', attributes, content: [...outcome, ...output] };
}

function skipReason({ state, accepted, message }: Finding): string {
  return `${state}${accepted === undefined ? '' : ` (${accepted.reason})`}: ${message}`;
}

function told(findings: readonly Finding[], { analysis, prefixes }: Report): string {
  return findings
    .map((finding) => {
      const { severity, message, why, fix, id } = finding;
      const at = anchor(finding, analysis.system);
      const place = `at ${prefixes.repository}${at.file}:${at.line}:${at.column}`;
      return [`${severity}: ${message}`, place, `why: ${why}`, `fix: ${fix}`, `id: ${id}`].map(oneLine).join('\n');
    })
    .join('\n\n');
}

function oneLine(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ');
}
