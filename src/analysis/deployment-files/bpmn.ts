import type { TopicSubscription } from '../../model/deployment.js';

/** Which kinds of tasks a process of BPMN gives to workers: `<zeebe:taskDefinition type="charge">` inside of `<process id="order">`. */
export function tasksOf(file: string, text: string): TopicSubscription[] {
  const out: TopicSubscription[] = [];
  let process: string | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    // Several tags may stand on one line.
    for (const [tag] of line.matchAll(/<[^>]+/g)) {
      const [, id] = /^<(?:\w+:)?process\b[^>]*?\bid="([^"]+)"/.exec(tag) ?? [];
      process = id ?? process;
      const [, type] = /^<(?:\w+:)?taskDefinition\b[^>]*?\btype="([^"]+)"/.exec(tag) ?? [];
      if (type !== undefined && process !== undefined)
        out.push({ broker: 'zeebe', topic: process, queue: type, at: { file, line: index + 1, column: 1 } });
    }
  }
  return out;
}
