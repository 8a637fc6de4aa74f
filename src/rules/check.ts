import { staleEntries } from '../baseline/stale.js';
import type { Analysis } from '../model/analysis.js';
import type { BaselineEntry } from '../model/baseline.js';
import { FAMILIES, type Family, type Finding, type Severity, type Violation } from '../model/finding.js';
import { compareLocations, compareText, type Location } from '../model/location.js';
import type { Rule, RuleContext, RuleMeta } from '../model/rule.js';
import { today } from '../shared/day.js';
import { fixOf } from './cure.js';
import { identify, subjectOf } from './identity.js';
import { rules as allRules } from './index.js';
import { withOverriddenServices } from './override-services.js';
import { type CheckSettings, configure, type ConfiguredRule, isChosen, isOfAbsent } from './settings.js';
import { stateOf } from './state.js';
import { type Said, severityOf, violationsOf } from './variants.js';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** Runs the rules over the system. Suppressed and baselined findings are there, marked; the order is the same on every machine. */
export function check(analysis: Analysis, settings: CheckSettings, rules: readonly Rule[] = allRules): Finding[] {
  return [...judge(analysis, settings, rules).findings];
}

export interface Judgement {
  readonly findings: readonly Finding[];
  /** Entries of the baseline that nothing matches any more. */
  readonly stale: readonly BaselineEntry[];
}

/** As check, with what became of the baseline. */
export function judge(analysis: Analysis, given: CheckSettings, rules: readonly Rule[] = allRules): Judgement {
  const settings = { ...given, manifest: withOverriddenServices(given.manifest, analysis.system) };
  const { only = [], baseline } = settings;
  const { judgedBy, context } = run(analysis, settings, configure(rules, settings));
  const findings = rules
    .filter(({ meta }) => isChosen(meta, only))
    .flatMap(({ meta }) => judgedBy(meta.id))
    .sort(inOrder)
    .map(({ finding }) => finding);
  return { findings, stale: staleEntries(baseline, context) };
}

/** What is known of the rules that run under these settings, in their own order. */
export function rulesThatRun(settings: CheckSettings, rules: readonly Rule[] = allRules): RuleMeta[] {
  const { only = [] } = settings;
  const configured = configure(rules, settings);
  return rules.map(({ meta }) => meta).filter((meta) => configured.get(meta.id)?.isOn === true && isChosen(meta, only));
}

interface Judged {
  readonly finding: Finding;
  readonly subject: string;
}

/** Each rule runs once, when the first one asks: a rule that sums up others finds them ready. */
function run(analysis: Analysis, settings: CheckSettings, configured: ReadonlyMap<string, ConfiguredRule>) {
  const done = new Map<string, readonly Judged[]>();
  const taken = new Set<string>();
  const context: RuleContext = {
    analysis,
    manifest: settings.manifest,
    baseline: settings.baseline,
    ignores: settings.inlineConfig === false ? [] : analysis.ignores,
    today: settings.today ?? today(),
    findingsOf: (id) => judgedBy(id).map(({ finding }) => finding),
    isOn: (id) => configured.get(id)?.isOn ?? false,
    isAbsent: (id) => isOfAbsent(id, settings.absent),
    isRule: (id) => configured.has(id) || isOfAbsent(id, settings.absent),
  };
  const withState = stateOf(context);
  return { judgedBy, context };

  function judgedBy(id: string): readonly Judged[] {
    const known = done.get(id);
    if (known !== undefined) return known;
    done.set(id, []); // a rule that asks for itself, by way of others, finds nothing yet
    const one = configured.get(id);
    const judgements = one === undefined ? [] : sorted(violationsOf(one, analysis.system, context)).map((item) => judgeOne(item, one.rule));
    done.set(id, judgements);
    return judgements;
  }

  function judgeOne({ said, subject }: { said: Said; subject: string }, rule: Rule): Judged {
    const finding = findingOf(said.violation, rule, { id: identify(rule.meta.id, subject, taken), severity: severityOf(said) });
    return { subject, finding: withState(finding) };
  }
}

/** By subject and place, so that equal subjects get their ids in an order that does not depend on the rule's own. */
function sorted(all: readonly Said[]): { said: Said; subject: string }[] {
  return all
    .map((said) => ({ said, subject: subjectOf(said.violation) }))
    .sort(
      (a, b) =>
        compareText(a.subject, b.subject) ||
        comparePlaces(a.said.violation.at, b.said.violation.at) ||
        compareText(a.said.violation.message, b.said.violation.message),
    );
}

function findingOf(violation: Violation, { meta }: Rule, { id, severity }: { id: string; severity: Severity }): Finding {
  return {
    id,
    rule: meta.id,
    antipattern: meta.family,
    severity,
    confidence: violation.confidence ?? 'high',
    message: violation.message,
    why: meta.why,
    fix: fixOf(meta, violation),
    docs: meta.docs ?? (meta.plugin === undefined ? `docs/rules/${meta.id}.md` : ''),
    services: violation.services,
    datastore: violation.datastore ?? null,
    ...(violation.subject === undefined ? {} : { subject: violation.subject }),
    ...(violation.at === undefined ? {} : { location: violation.at }),
    ...(violation.label === undefined ? {} : { label: violation.label }),
    related: violation.related ?? [],
    ...(violation.flow === undefined ? {} : { flow: violation.flow }),
    metrics: violation.metrics ?? {},
    state: 'new',
  };
}

function inOrder(a: Judged, b: Judged): number {
  return (
    SEVERITIES.indexOf(a.finding.severity) - SEVERITIES.indexOf(b.finding.severity) ||
    rankOf(a.finding.antipattern) - rankOf(b.finding.antipattern) ||
    compareText(a.finding.rule, b.finding.rule) ||
    compareText(a.subject, b.subject) ||
    comparePlaces(a.finding.location, b.finding.location)
  );
}

/** Families of plugins come last. */
function rankOf(family: Family): number {
  const found = FAMILIES.findIndex((known) => known === family);
  return found === -1 ? FAMILIES.length : found;
}

/** A finding without a place comes first. */
function comparePlaces(a: Location | undefined, b: Location | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  return compareLocations(a, b);
}
