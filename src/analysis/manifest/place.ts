import type { Location } from '../../model/location.js';

/** `msa.yaml:12:3`, as UserError.at wants it. */
export function placeText(at: Location): string {
  return `${at.file}:${at.line}:${at.column}`;
}
