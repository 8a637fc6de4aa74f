import type { Coverage, Report } from '../model/analysis.js';
import type { Finding, Related } from '../model/finding.js';
import type { History } from '../model/history.js';
import type { Location } from '../model/location.js';
import type { Accessor, Datastore, Edge, LooseEnd, Service } from '../model/system.js';
import { jsonText } from './json-text.js';
import type { Reporter } from './reporter.js';
import { summarise } from './summary.js';

/** The report for programs. Its shape is docs/json-schema/report.schema.json; a change that breaks readers raises schemaVersion. */
export const json: Reporter = (report) => jsonText(jsonReport(report));

function jsonReport({ version, analysis, findings, fixed, change, durationMs }: Report) {
  const { system, coverage, history, profile } = analysis;
  return {
    schemaVersion: 1,
    tool: { name: 'msa', version },
    root: '.',
    summary: {
      services: system.services.length,
      filesAnalysed: coverage.filesAnalysed,
      filesSkipped: coverage.skipped.length,
      ...summarise(findings),
      ...(fixed === undefined ? {} : { fixed }),
      durationMs,
    },
    ...(profile === undefined ? {} : { profile }),
    ...(change === undefined ? {} : { change }),
    system: {
      services: system.services.map(service),
      datastores: system.datastores.map(datastore),
      edges: system.edges.map(edge),
      loose: system.loose.map(loose),
    },
    coverage: { services: servicesOf(coverage), ...(history === undefined ? {} : { history: historyOf(history) }) },
    findings: findings.map(finding),
  };
}

function service({ name, path, kind, language, team, linesOfCode }: Service) {
  return { name, path, kind, language, ...(team === undefined ? {} : { team }), linesOfCode };
}

function datastore(store: Datastore) {
  const { id, engine, role, accessors } = store;
  return { id, engine, identity: identity(store), role, accessors: accessors.map(accessor) };
}

/** The address as far as it is known; never with credentials, which the system does not keep. */
function identity({ id, engine, host, port, database }: Datastore): string {
  if (host === undefined) return id;
  return `${engine}://${host}${port === undefined ? '' : `:${port}`}${database === undefined ? '' : `/${database}`}`;
}

function accessor({ service: name, access, tables, evidence }: Accessor) {
  const names = [...new Set(tables.map(({ table }) => table))].sort();
  return { service: name, access, tables: names, evidence: evidence.map(place) };
}

function edge({ from, to, protocol, style, name, confidence, evidence }: Edge) {
  return { from, to, protocol, style, name, confidence, evidence: evidence.map(place) };
}

function loose({ service: name, text, evidence }: LooseEnd) {
  return { service: name, text, evidence: evidence.map(place) };
}

function servicesOf({ services }: Coverage) {
  return Object.fromEntries(
    Object.entries(services).map(([name, { files, parseErrors, unresolvedCalls, unresolvedRoutes, unresolvedDatastores }]) => [
      name,
      { files, parseErrors, unresolvedCalls, unresolvedRoutes, unresolvedDatastores },
    ]),
  );
}

/** Rules that read the history abstain where it is missing. */
function historyOf({ commits, missing }: History) {
  return { commits: commits.length, missing: missing ?? null };
}

function finding(one: Finding) {
  const { id, rule, antipattern, severity, confidence, message, why, fix, docs, services, metrics, state } = one;
  return {
    id,
    rule,
    antipattern,
    severity,
    confidence,
    message,
    why,
    fix,
    docs,
    services,
    datastore: one.datastore,
    location: one.location === undefined ? null : place(one.location),
    related: one.related.map(relatedPlace),
    metrics,
    state,
  };
}

function relatedPlace({ message, ...at }: Related) {
  return { ...place(at), message };
}

function place({ file, line, column, endLine, endColumn }: Location) {
  return {
    file,
    line,
    column,
    ...(endLine === undefined ? {} : { endLine }),
    ...(endColumn === undefined ? {} : { endColumn }),
  };
}
