import type { Answers } from '../../src/model/question.js';

type Name =
  | 'startup'
  | 'bank-ledger'
  | 'iot-ingest'
  | 'shop'
  | 'regulated-health'
  | 'catalogue'
  | 'batch-b2b'
  | 'legacy-split'
  | 'ml-platform'
  | 'internal-crud'
  | 'game-backend'
  | 'public-api';

/** Answers of teams that everybody has met. */
export const profiles: Readonly<Record<Name, Answers>> = {
  startup: of(`
    capabilities few, releases weekly, outage low, regulation none, clients one-web-app, teams one, ownership yes, operations ci,
    experience none, platform vm, broker none, databases separable, stacks one, network private, load low, reads more,
    latency relaxed, unreliable some, spanning never, staleness immediate`),
  'bank-ledger': of(`
    capabilities some, releases monthly, outage critical, regulation access-log full-history, clients internal, teams two-three,
    ownership yes, operations observed, experience strong, platform kubernetes, broker log, databases separable, stacks one,
    network shared-cluster, load medium, reads more, latency ms-300, unreliable none, spanning few, staleness immediate,
    rollback instant, interaction few-calls, event-retention forever`),
  'iot-ingest': of(`
    capabilities some, releases weekly, outage moderate, regulation none, clients one-web-app iot, teams two-three, ownership yes,
    operations cd, experience some, platform kubernetes, broker log, databases free, stacks several, network internet, load high,
    reads equal, latency relaxed, unreliable none, spanning never, staleness minutes, token-issuer own, interaction messages`),
  shop: of(`
    capabilities many, releases weekly, outage high, regulation none, clients web-and-mobile, teams four-eight, ownership yes,
    operations cd, experience some, platform kubernetes, broker queue, databases free, stacks one, network shared-cluster internet,
    load medium, reads more, latency ms-300, unreliable critical, spanning few, staleness seconds, rollback minutes,
    token-issuer provider, interaction few-calls`),
  'regulated-health': of(`
    capabilities most, releases monthly, outage critical, regulation access-log full-history isolation, clients web-and-mobile partners,
    teams four-eight, ownership yes, operations observed, experience strong, platform mesh, broker managed, databases free, stacks legacy,
    network multi-cluster internet, load medium, reads more, latency ms-300, unreliable critical, spanning many, staleness minutes,
    rollback instant, token-issuer provider, interaction few-calls, event-retention erasable`),
  catalogue: of(`
    capabilities some, releases weekly, outage moderate, regulation none, clients web-and-mobile partners, teams two-three,
    ownership yes, operations observed, experience some, platform kubernetes, broker queue, databases free, stacks one,
    network internet, load high, reads most, latency ms-100, unreliable none, spanning never, staleness minutes,
    token-issuer provider, interaction alone`),
  'batch-b2b': of(`
    capabilities some, releases monthly, outage moderate, regulation access-log, clients partners, teams two-three, ownership partly,
    operations cd, experience some, platform containers, broker queue, databases separable, stacks one legacy, network private,
    load spiky, reads equal, latency relaxed, unreliable critical, spanning many, staleness minutes, token-issuer none,
    interaction messages`),
  'legacy-split': of(`
    capabilities most, releases quarterly, outage high, regulation access-log, clients web-and-mobile, teams four-eight,
    ownership no, operations ci, experience none, platform vm, broker none, databases legacy, stacks one legacy, network private,
    load medium, reads more, latency relaxed, unreliable some, spanning many, staleness immediate, rollback hours,
    token-issuer own, interaction chains`),
  'ml-platform': of(`
    capabilities some, releases daily, outage moderate, regulation none, clients web-and-mobile, teams four-eight, ownership yes,
    operations observed, experience strong, platform kubernetes, broker managed, databases free, stacks several low-latency,
    network shared-cluster, load spiky, reads equal, latency ms-100, unreliable none, spanning never, staleness minutes,
    rollback minutes, token-issuer provider, interaction few-calls`),
  'internal-crud': of(`
    capabilities few, releases quarterly, outage low, regulation none, clients one-web-app, teams one, ownership partly, operations manual,
    experience none, platform vm, broker none, databases separable, stacks one, network private, load low, reads equal, latency relaxed,
    unreliable none, spanning never, staleness immediate`),
  'game-backend': of(`
    capabilities many, releases daily, outage high, regulation none, clients web-and-mobile, teams four-eight, ownership yes,
    operations observed, experience strong, platform kubernetes, broker log, databases free, stacks low-latency, network internet,
    load high, reads equal, latency ms-100, unreliable none, spanning few, staleness seconds, rollback instant, token-issuer own,
    interaction messages`),
  'public-api': of(`
    capabilities many, releases daily, outage high, regulation access-log, clients partners, teams four-eight, ownership yes,
    operations observed, experience some, platform kubernetes, broker managed, databases free, stacks one, network internet, load high,
    reads more, latency ms-300, unreliable some, spanning never, staleness seconds, rollback instant, token-issuer provider,
    interaction few-calls`),
};

/** `teams one, clients web partners` → `{ teams: ['one'], clients: ['web', 'partners'] }`. */
export function of(text: string): Answers {
  const entries = text.split(',').map((part) => part.trim().split(/\s+/));
  return Object.fromEntries(entries.map(([question = '', ...answers]) => [question, answers]));
}
