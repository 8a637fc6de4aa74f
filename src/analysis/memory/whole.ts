import { BROKEN } from './entries.js';
import type { FactsMemory } from './facts.js';

/** That facts are not what was written shows when somebody asks for them: then all is done again, and nothing is known of any file. */
export async function withWholeFacts<T>(facts: Pick<FactsMemory, 'forget'> | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error !== BROKEN || facts === undefined) throw error;
    facts.forget();
    return work();
  }
}
