import { defineRule } from '../../model/rule.js';

export const parseError = defineRule({
  meta: {
    id: 'msa/parse-error',
    family: 'msa',
    summary: 'Every file that msa reads can be parsed.',
    why: 'What stands in a broken file was not analysed, so the report may miss findings.',
    fix: 'Mend the file, or leave it out with `exclude` in msa.yaml.',
    severity: 'warning',
    example: 'docker-compose.yml has a mapping that is indented wrongly.',
    options: {},
  },
  *check(_system, _options, { analysis }) {
    for (const { at, message } of analysis.problems) {
      yield {
        message: `${at.file} cannot be read completely: ${message}`,
        services: [],
        subject: `${at.file}: ${message}`,
        at,
        label: 'here',
      };
    }
  },
});
