import type { Report } from '../../model/analysis.js';
import type { Finding, Related } from '../../model/finding.js';
import type { Location } from '../../model/location.js';
import { anchor, spanOf } from '../place.js';
import { MOST } from './limits.js';
import { LEVELS } from './rules.js';

export interface ResultContext {
  readonly report: Report;
  /** Rule id → its place in `rules`. */
  readonly indexes: ReadonlyMap<string, number>;
  /** Findings were compared with a baseline: then each says how it stands to it. */
  readonly hasBaseline: boolean;
}

export function resultOf(finding: Finding, { report, indexes, hasBaseline }: ResultContext) {
  const { id, rule, severity, confidence, message, services, datastore, fix, metrics, related, flow, state } = finding;
  return {
    ruleId: rule,
    ruleIndex: indexes.get(rule),
    level: LEVELS[severity],
    message: { text: plain(message) },
    locations: [{ physicalLocation: physical(anchor(finding, report.analysis.system), report) }],
    relatedLocations: related.slice(0, MOST.related).map((place, index) => ({ id: index + 1, ...located(place, report) })),
    ...(flow === undefined || flow.length === 0 ? {} : { codeFlows: [codeFlow(flow, report)] }),
    partialFingerprints: { 'msaFinding/v1': `${report.prefixes.repository}${id}` },
    // SARIF 3.27.23: either all results of a run say this, or none.
    suppressions: state === 'suppressed' ? [suppression(finding)] : [],
    ...(hasBaseline ? { baselineState: state === 'baselined' ? 'unchanged' : 'new' } : {}),
    properties: { id, confidence, services, ...(datastore === null ? {} : { datastore }), fix, metrics },
  };
}

function suppression({ accepted }: Finding) {
  const kind = accepted?.by === 'comment' ? 'inSource' : 'external';
  return { kind, status: 'accepted', ...(accepted === undefined ? {} : { justification: accepted.reason }) };
}

function codeFlow(flow: readonly Related[], report: Report) {
  const locations = flow.slice(0, MOST.steps).map((step) => ({ location: located(step, report) }));
  return { threadFlows: [{ locations }] };
}

function located(place: Related, report: Report) {
  return { physicalLocation: physical(place, report), message: { text: plain(place.message) } };
}

/** All four numbers of the region stand on one line: GitHub marks nothing else. */
export function physical(at: Location, { prefixes, lineOf }: Report) {
  const { line, column, endColumn } = spanOf(at, lineOf);
  return {
    artifactLocation: { uri: uriOf(`${prefixes.repository}${at.file}`), uriBaseId: '%SRCROOT%' },
    region: { startLine: line, startColumn: column, endLine: line, endColumn },
  };
}

/** A relative reference (RFC 3986); its first segment has no colon, as that would make it a scheme. */
export function uriOf(file: string): string {
  return file
    .replaceAll(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map((segment) => encodeURIComponent(segment))
    .join('/');
}

/** `[text](target)` in a message is a link (SARIF 3.11.6): a name of the repository must not become one. */
function plain(text: string): string {
  return text.replaceAll(/\\(?=[[\]\\])|[[\]]/g, '\\$&').replaceAll(/\p{Surrogate}/gu, '\ufffd');
}
