import { lit } from '../../../model/residual.js';
import { defineLibrary, type Row } from '../define-library.js';
import { httpRequest } from '../rows.js';
import { arg, options } from '../select.js';

const TASK = ['task', 'httpRequest'] as const;

/** `createTask({ parent, task: { httpRequest: { url } } })`: Google asks later, and nobody waits for the answer. */
const later: Row = (call, program) => {
  const method = options(call.args[0], ...TASK, 'httpMethod') ?? lit('POST');
  const asked = httpRequest({ url: arg(0, ...TASK, 'url'), ...(method.k === 'lit' && { method: () => method }) })(call, program);
  return asked !== undefined && 'kind' in asked && asked.kind === 'request' ? { ...asked, isLater: true } : undefined;
};

export const cloudTasks = defineLibrary({
  package: '@google-cloud/tasks',
  calls: { '@google-cloud/tasks.{CloudTasksClient(),v2.CloudTasksClient(),v2beta3.CloudTasksClient()}.createTask': later },
});
