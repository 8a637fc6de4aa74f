import { unplugging } from '../../support/edits.js';
import { chain, checkout, settlement, STORED } from '../essentials/sagas.js';
import type { Cure } from './cure.js';

const SHOP = { orders: ['rest'], payments: STORED, stock: STORED };

export const sagas: readonly Cure[] = [
  { rule: 'saga/distributed-transaction', services: SHOP, written: checkout, hand: unplugging('checkout') },
  { rule: 'saga/missing-compensation', services: SHOP, written: settlement('') },
  {
    rule: 'saga/choreography-too-long',
    services: SHOP,
    written: chain(['packed', 'weighed', 'labelled', 'sent', 'arrived']),
    hand: unplugging('parcels'),
  },
];
