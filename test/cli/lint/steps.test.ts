import { expect, it } from 'vitest';

import { timedSteps } from '../../../src/cli/lint/steps.js';

/** Runs the steps, each with how long it takes. */
function ran(all: readonly (readonly [string, number])[]): { readonly shown: string[]; readonly done: string[] } {
  const shown: string[] = [];
  let time = 1000;
  const steps = timedSteps({ show: (text) => shown.push(text), now: () => time });
  for (const [name, ms] of all) {
    steps.begin(name);
    time += ms;
  }
  const done = steps.end().map(({ name, ms }) => `${name} ${ms}`);
  return { shown: shown.map((text) => text.replace('\r\u001B[2K', '|')), done };
}

it('what is quick shows nothing', () => {
  expect(
    ran([
      ['discover', 300],
      ['link', 300],
    ]),
  ).toEqual({ shown: [], done: ['discover 300', 'link 300'] });
});

it('what takes long is shown on one line, which is empty in the end', () => {
  expect(
    ran([
      ['discover', 800],
      ['resolve orders', 20],
      ['resolve pay', 500],
      ['link', 1],
    ]),
  ).toEqual({
    shown: ['|resolve orders …', '|link …', '|'],
    done: ['discover 800', 'resolve orders 20', 'resolve pay 500', 'link 1'],
  });
});
