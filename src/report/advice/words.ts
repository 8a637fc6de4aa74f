import type { Advice, PatternAdvice, Reason, SettingAdvice, Verdict } from '../../model/advice.js';

/** What a verdict means, as a head of its list. */
export const VERDICT_TEXT: Readonly<Record<Verdict, string>> = {
  baseline: 'Baseline: due in any case',
  adopt: 'Adopt',
  trial: 'Trial: in one place first',
  defer: 'Defer: not before its trigger',
  avoid: 'Avoid: it would harm, or cannot be had',
};

export function headline({ structure }: Advice): string {
  const start = structure.choice === 'modular-monolith' ? 'Start with a modular monolith' : 'Build services';
  return `${start}: ${structure.because}.`;
}

/** `+3 teams, 16 to 50, in 4 to 8 teams: teams release without waiting for each other`. */
export function reasonText({ question, text, weight }: Reason): string {
  return `${weight > 0 ? '+' : '−'}${Math.abs(weight)} ${question}, ${text}`;
}

export function isChosen({ verdict }: PatternAdvice): boolean {
  return verdict === 'baseline' || verdict === 'adopt' || verdict === 'trial';
}

/** How much is known, in words. */
export function confidenceText({ confidence, provisional }: Advice): string {
  return provisional ? `${confidence} % answered: provisional, too little is known to decide by it` : `${confidence} % answered`;
}

export function budgetText({ budget }: Advice): string {
  const parts = budget.parts.map(({ name, points }) => `${name} ${points}`).join(', ');
  return `${budget.used} of ${budget.total} complexity points used (${parts})`;
}

/** `database-per-service needs it`, and that another pattern was nearly as good. */
export function causeText({ cause }: PatternAdvice): string {
  if (cause.margin === undefined) return cause.text;
  const close = Math.abs(cause.margin) < CLOSE ? ': a close call, decide it yourselves' : '';
  return `${cause.text}, and fits better by ${cause.margin}${close}`;
}

const CLOSE = 10;

/** As it stands in msa.yaml. */
export function settingLine({ rule, severity, options }: SettingAdvice): string {
  const entries = Object.entries(options ?? {}).map(
    ([name, value]) => `${name}: ${Array.isArray(value) ? `[${value.join(', ')}]` : String(value)}`,
  );
  if (entries.length === 0) return `${rule}: ${severity ?? 'warning'}`;
  return `${rule}: { ${[...(severity === undefined ? [] : [`severity: ${severity}`]), ...entries].join(', ')} }`;
}

/** How the modules of a monolith are kept apart, as a manifest to begin with. */
export function moduleManifest(settings: readonly SettingAdvice[]): string[] {
  return [
    'services: # one entry a module',
    '  orders: { path: src/modules/orders, owns: [orders] }',
    '  billing: { path: src/modules/billing, owns: [invoices] }',
    'rules:',
    ...settings.map((setting) => `  ${settingLine(setting)} # ${setting.because}`),
  ];
}
