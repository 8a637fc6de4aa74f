import type { Report } from '../../src/model/analysis.js';
import type { Finding } from '../../src/model/finding.js';
import { accessor, analysis, at, datastore, edge, service, system } from '../support/system.js';
import { report, SHARED } from './sample.js';

/** Names that a repository may give to files, services and databases to be taken for more than names. */
export const NAMES = [
  'a\u001b[31mred\u001b]8;;http://x\u0007',
  'c1\u009b2J\u0085',
  'right\u202eto\u2066left',
  'line\nbreak\r\nand\u2028more',
  '\n::error file=x::forged',
  '::stop-commands::token',
  ' ::add-mask::a',
  'x ##[add-mask]a ##vso[task.setvariable variable=a]b ##teamcity[buildStop]',
  `quotes " ' \` and <b>&amp;</b> ]]> <!-- --> <![CDATA[`,
  '%0A,:=;|[link](http://evil) @team #1',
  'lone \ud800 and \udfff surrogates, non-characters \uffff, NUL \u0000',
  'c:/windows',
  '```\n# title\n<script>alert(1)</script>',
  '"]; click n0 "javascript:alert(1)"; end',
  'ünïcødé 服务 🚀',
];

/** One finding a name, with the name wherever one can stand. */
export function hostileReport(names: readonly string[] = NAMES): Report {
  return report({
    analysis: analysis(
      system({
        services: names.map((name) => service(name, { path: name, at: at(name) })),
        edges: names.map((name) => edge(name, names[0] ?? '', { evidence: [at(name)] })),
        datastores: names.map((name) => datastore([accessor(name)], { id: name, engine: name, database: name })),
      }),
      { coverage: { filesAnalysed: 1, skipped: names.map((file) => ({ file, why: 'binary' })), services: {}, widened: 0 } },
    ),
    findings: names.flatMap((name, index) => hostileFindings(name, index)),
    lineOf: () => names.join(' '),
    prefixes: { repository: '', folder: '' },
  });
}

function hostileFindings(name: string, index: number): Finding[] {
  const related = [{ ...at(name, 3, 2), message: name }];
  const one: Finding = {
    ...SHARED,
    id: `0000000${index.toString(16)}`,
    message: name,
    services: [name],
    datastore: name,
    location: at(name, 1, 1),
    label: name,
    related,
    flow: related,
    why: name,
    fix: name,
  };
  const { location: _, ...nowhere } = one;
  return [
    one,
    { ...nowhere, id: `1000000${index.toString(16)}`, severity: 'warning', rule: 'msa/parse-error', antipattern: 'msa' },
    { ...one, id: `2000000${index.toString(16)}`, state: 'suppressed' },
    { ...one, id: `3000000${index.toString(16)}`, state: 'baselined' },
  ];
}
