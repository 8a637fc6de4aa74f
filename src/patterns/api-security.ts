import { definePattern } from '../model/pattern.js';

export const apiSecurity = definePattern({
  id: 'api-security',
  title: 'API security with OAuth2 and JWT',
  category: 'security',
  summary: 'Users and clients carry short-lived tokens of one issuer; every service checks issuer, audience, expiry and rights.',
  cost: 2,
  drivers: [
    {
      question: 'clients',
      effects: { 'one-web-app': 2, 'web-and-mobile': 3, partners: 3, iot: 2 },
      pro: 'somebody outside has to say who they are',
    },
    {
      question: 'network',
      effects: { internet: 3 },
      pro: 'everybody can reach it',
    },
    {
      question: 'token-issuer',
      effects: { provider: 1, none: -1 },
      pro: 'an issuer is there to be used',
      con: 'an issuer has to be set up first',
    },
  ],
  baseline: {
    when: [
      { question: 'clients', answers: ['one-web-app', 'web-and-mobile', 'partners', 'iot'] },
      { question: 'network', answers: ['internet'] },
    ],
    because: 'somebody outside calls it',
  },
  implies: ['one identity provider with published keys', 'checks of issuer, audience and expiry', 'HTTPS everywhere'],
  benefits: ['services need no session of their own', 'rights can be taken back'],
  tradeOffs: ['an issuer that must never be down', 'a token is valid until it expires'],
  simpler: 'One identity provider and short tokens.',
  trigger: 'somebody outside calls it',
  layer: 'api-security',
  rules: ['api-security/unauthenticated-route', 'api-security/missing-authorization'],
});
