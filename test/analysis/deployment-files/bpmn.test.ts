import { describe, expect, it } from 'vitest';

import { tasksOf } from '../../../src/analysis/deployment-files/bpmn.js';

const ORDER = `<?xml version="1.0"?>
<bpmn:definitions xmlns:bpmn="x" xmlns:zeebe="y">
  <bpmn:process name="Order" id="order" isExecutable="true">
    <bpmn:serviceTask id="a"><bpmn:extensionElements><zeebe:taskDefinition retries="3" type="charge" /></bpmn:extensionElements></bpmn:serviceTask>
    <bpmn:userTask id="b" />
  </bpmn:process>
  <bpmn:process id="late"><bpmn:serviceTask><zeebe:taskDefinition type="remind" /></bpmn:serviceTask></bpmn:process>
</bpmn:definitions>`;

describe('a process of BPMN', () => {
  it('gives tasks to workers', () => {
    expect(tasksOf('order.bpmn', ORDER).map(({ topic, queue, at }) => [topic, queue, at.line])).toEqual([
      ['order', 'charge', 4],
      ['late', 'remind', 7],
    ]);
  });

  it('has none where it is broken', () => {
    expect(tasksOf('order.bpmn', '<process <taskDefinition type="a">')).toEqual([]);
  });
});
