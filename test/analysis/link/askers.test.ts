import { describe, expect, it } from 'vitest';

import { systemOf, type SystemSpec } from '../../support/link.js';

const CLIENT = `import axios from 'axios';
export class Client {
  private http;
  constructor(url: string) { this.http = axios.create({ baseURL: url }); }
  get(path: string) { return this.send('GET', path); }
  private async send(method: string, path: string) {
    return this.http.request({ method, url: path });
  }
}`;

const spec = (trips: string): SystemSpec => ({
  units: {
    trips: { code: trips, env: { FARES_URL: 'http://fares:3000' } },
    fares: `import express from 'express';\nconst app = express();\napp.get('/fares/:id', (q, r) => r.json({}));\napp.listen(3000);`,
  },
  packages: [{ name: '@lib/client', path: 'packages/client', main: 'packages/client/index.ts', subpaths: {} }],
  files: { 'packages/client/index.ts': CLIENT },
});

const TRIPS = `import express from 'express';
import { Client } from '@lib/client';
const fares = new Client(process.env.FARES_URL);
const app = express();
app.get('/trips/:id', async (q, r) => {
  r.json(await fares.get('/fares/' + q.params.id));
});
app.post('/trips', async (q, r) => r.json(await fares.get('/fares/' + q.body.fare)));`;

const placesOf = (list: readonly { readonly file: string; readonly line: number }[]): string[] =>
  list.map(({ file, line }) => `${file}:${line}`);

describe('what shared code calls', () => {
  it('is shown where the service asks for it', () => {
    const { edges } = systemOf(spec(TRIPS));
    expect(edges.map(({ from, to, name, evidence }) => [from, to, name, ...placesOf(evidence)])).toEqual([
      ['trips', 'fares', 'GET /fares/{}', 'trips/src/main.ts:6', 'trips/src/main.ts:8'],
    ]);
  });

  it('is one call a place that asks, of each entry', () => {
    const { flows } = systemOf(spec(TRIPS));
    expect(
      flows.map(({ entry, calls }) => [entry.name, ...placesOf(calls.map(({ asked }) => asked)), ...placesOf(calls.map(({ at }) => at))]),
    ).toEqual([
      ['GET /trips/{}', 'trips/src/main.ts:6', 'packages/client/index.ts:7'],
      ['POST /trips', 'trips/src/main.ts:8', 'packages/client/index.ts:7'],
    ]);
  });

  it('is shown where it stands when it is the service’s own code', () => {
    const own = `import express from 'express';\nconst app = express();\napp.get('/x', async (q, r) => {\n  r.json(await fetch(process.env.FARES_URL + '/fares/1'));\n});`;
    expect(systemOf(spec(own)).edges.flatMap(({ evidence }) => placesOf(evidence))).toEqual(['trips/src/main.ts:4']);
  });
});
