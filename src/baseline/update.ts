import type { BaselineEntry } from '../model/baseline.js';
import type { Finding } from '../model/finding.js';
import { measured } from './match.js';

export interface Acceptance {
  readonly findings: readonly Finding[];
  /** Without it a finding that was accepted before keeps its reason. */
  readonly reason?: string | undefined;
  readonly expires?: string | undefined;
  readonly file: string;
  readonly today: string;
  readonly measuresOf: (rule: string) => readonly string[];
}

/** The entries with the findings among them, as they are measured now. */
export function withFindings(entries: readonly BaselineEntry[], accepted: Acceptance): BaselineEntry[] {
  const known = new Map(entries.map((entry) => [entry.id, entry]));
  for (const finding of accepted.findings) known.set(finding.id, entryFor(finding, known.get(finding.id), accepted));
  return [...known.values()];
}

function entryFor(finding: Finding, before: BaselineEntry | undefined, { reason, expires, ...accepted }: Acceptance): BaselineEntry {
  return {
    id: finding.id,
    rule: finding.rule,
    subject: subjectText(finding),
    reason: reason ?? before?.reason ?? `was there on ${accepted.today}`,
    ...(expires === undefined ? {} : { expires }),
    metrics: measured(finding, accepted.measuresOf(finding.rule)),
    at: before?.at ?? { file: accepted.file, line: 1, column: 1 },
  };
}

/** `billing, orders · postgres://db:5432/shop`. */
function subjectText({ services, datastore, subject }: Finding): string {
  return [services.join(', '), datastore ?? '', subject ?? ''].filter((part) => part !== '').join(' · ');
}

/** The entries that still hold, at the smaller values where something got better: it may not get worse again. */
export function pruned(entries: readonly BaselineEntry[], stale: readonly BaselineEntry[], findings: readonly Finding[]): BaselineEntry[] {
  const gone = new Set(stale.map(({ id }) => id));
  const present = new Map(findings.map((finding) => [finding.id, finding]));
  return entries.filter(({ id }) => !gone.has(id)).map((entry) => tightened(entry, present.get(entry.id)));
}

function tightened(entry: BaselineEntry, finding: Finding | undefined): BaselineEntry {
  if (finding === undefined) return entry;
  const now = measured(finding, Object.keys(entry.metrics));
  const metrics = Object.fromEntries(Object.entries(entry.metrics).map(([name, was]) => [name, Math.min(was, now[name] ?? was)]));
  return { ...entry, metrics };
}
