import type { Edit } from '../../support/edits.js';
import type { Services } from '../../support/generated.js';

/** A system in which a rule speaks, and what makes it silent: the layer that the rule names, and what is left to do by hand. */
export interface Cure {
  readonly rule: string;
  readonly services: Services;
  /** What somebody has written, or taken away. */
  readonly written?: Edit;
  /** What the text of the cure tells to do beside. */
  readonly hand?: Edit;
  /** The service that gets the layer: `orders`. */
  readonly of?: string;
}
