import { definePattern } from '../model/pattern.js';

export const apiKeys = definePattern({
  id: 'api-keys',
  title: 'API keys',
  category: 'security',
  summary: 'Machines of partners identify themselves by a key that is stored hashed, rotated and metered.',
  cost: 1,
  drivers: [
    {
      question: 'clients',
      effects: { partners: 3, iot: 1, internal: -1 },
      pro: 'machines of others call, and are metered',
      con: 'services of your own have identities',
    },
    {
      question: 'token-issuer',
      effects: { provider: -1, none: 1 },
      pro: 'no issuer of tokens is needed',
      con: 'the issuer that is there can serve machines too',
    },
    {
      question: 'regulation',
      effects: { 'full-history': -1, isolation: -1 },
      con: 'a key says who, not what they may do',
    },
  ],
  requires: ['api-hardening'],
  implies: ['hashed storage', 'rotation without downtime', 'a rate limit for each key'],
  benefits: ['simple for partners', 'metering for free'],
  tradeOffs: ['a key that leaks works until it is revoked', 'no fine rights'],
  simpler: 'One partner, one token of the issuer that is there.',
  trigger: 'machines of partners call',
  layer: 'api-security',
  rules: ['api-security/unauthenticated-route', 'zero-trust/secret-in-source'],
});
