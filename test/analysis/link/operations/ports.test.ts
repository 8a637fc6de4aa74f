import { describe, expect, it } from 'vitest';

import { placesOf } from '../../../../src/analysis/link/places.js';
import { listenPorts } from '../../../../src/analysis/link/operations/ports.js';
import { linkInput, type UnitSpec } from '../../../support/link.js';

function portsOf(unit: UnitSpec): number[] {
  const { discovery, units } = linkInput({ units: { orders: unit } });
  return [...(listenPorts(discovery.units, placesOf(discovery), units).get('orders') ?? [])].sort((a, b) => a - b);
}

const listens = (port: string): string => `import express from 'express'; express().listen(${port});`;

describe('ports', () => {
  it.each([
    ['of code', { code: listens('3000') }, [3000]],
    ['of its environment', { code: listens('process.env.PORT ?? 3000'), env: { PORT: '4000' } }, [4000]],
    ['of a variable that only the deployment knows', { env: { PORT: '4000' } }, [4000]],
    ['of its deployment', { ports: ['8080:3000', '9000'] }, [3000, 9000]],
    [
      'of a message server',
      { code: `import { NestFactory } from '@nestjs/core'; NestFactory.createMicroservice(class M {}, { options: { port: 3001 } });` },
      [3001],
    ],
    ['of nothing that is a port', { code: listens('process.argv[2]'), env: { PORT: 'http' } }, []],
  ])('%s', (_, unit, expected) => {
    expect(portsOf(unit)).toEqual(expected);
  });
});
