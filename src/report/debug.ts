import type { Analysis } from '../model/analysis.js';
import { placeText } from '../model/location.js';
import type { Datastore, Edge, LooseEnd, Service } from '../model/system.js';
import { safe } from './layout.js';

/** For `--debug`: what was discovered and why, what every name was resolved to, and how long each step took. */
export function debugLines(
  { system, coverage, problems }: Analysis,
  steps: readonly { readonly name: string; readonly ms: number }[],
): string[] {
  return [
    ...system.services.map(serviceLine),
    ...system.edges.map(edgeLine),
    ...system.datastores.flatMap(storeLines),
    ...system.loose.map(looseLine),
    ...coverage.skipped.map(({ file, why }) => `skipped   ${file}: ${why}`),
    ...problems.map(({ at, message }) => `problem   ${placeText(at)}: ${message}`),
    ...(steps.length === 0 ? ['steps     none: all that was read is as it was in an earlier run'] : []),
    ...steps.map(({ name, ms }) => `step      ${name}: ${Math.round(ms)} ms`),
  ].map((line) => `debug  ${safe(line)}`);
}

function serviceLine({ name, kind, language, path, evidence }: Service): string {
  const because = evidence.map(({ at, text }) => `${text} (${placeText(at)})`);
  return `service   ${name}: ${kind}, ${language}, in ${path}${because.length === 0 ? '' : `; ${because.join(', ')}`}`;
}

function edgeLine({ from, to, protocol, style, name, confidence, evidence: [first] }: Edge): string {
  return `edge      ${from} → ${to}: ${protocol}, ${style}, ${name}, ${confidence}${first === undefined ? '' : ` (${placeText(first)})`}`;
}

function storeLines({ id, engine, accessors }: Datastore): string[] {
  return accessors.map(
    ({ service, evidence: [first] }) => `datastore ${service} → ${id}: ${engine}${first === undefined ? '' : ` (${placeText(first)})`}`,
  );
}

function looseLine({ service, text, why, evidence: [first] }: LooseEnd): string {
  return `loose     ${service} → ?: ${text}, ${why}${first === undefined ? '' : ` (${placeText(first)})`}`;
}
