import { expect, it } from 'vitest';

import { isSandbox } from '../../../src/analysis/deployment-files/sandboxes.js';

it.each(['service-templates', 'tools/microservice-template', 'app_template/src', '{{cookiecutter.name}}', 'generators/{{name}}/src'])(
  'takes %s for what services are made from',
  (folder) => {
    expect(isSandbox(folder)).toBe(true);
  },
);

it.each(['services/service-template', 'email-templates', 'charts/shop/templates', 'apps/template', 'orders'])(
  'takes %s for a part of the system',
  (folder) => {
    expect(isSandbox(folder)).toBe(false);
  },
);
