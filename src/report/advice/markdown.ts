import { type Advice, type AdviceReport, type Changes, type PatternAdvice, VERDICTS } from '../../model/advice.js';
import {
  budgetText,
  causeText,
  confidenceText,
  headline,
  isChosen,
  moduleManifest,
  reasonText,
  settingLine,
  VERDICT_TEXT,
} from './words.js';

/** The advice to send around: the decision, a table for each verdict, the answers it rests on. */
export function adviceMarkdown({ advice, changes, rules, commands }: AdviceReport): string {
  return [
    '# Architecture advice',
    '',
    `**${headline(advice)}**`,
    '',
    ...reasons(advice),
    ...(changes === undefined ? [] : changed(changes)),
    ...VERDICTS.flatMap((verdict) => table(verdict, advice)),
    ...advice.patterns.filter((one) => isChosen(one) && one.verdict !== 'baseline').flatMap((one) => details(one, rules)),
    ...settings(advice),
    ...(commands.length === 0 ? [] : ['## Build it', '', '```sh', ...commands, '```', '']),
    '## Answers',
    '',
    ...answers(advice),
    '',
    `${budgetText(advice)}; ${confidenceText(advice)}.`,
    '',
  ].join('\n');
}

function reasons({ structure }: Advice): string[] {
  const items = [...structure.for.slice(0, 3), ...structure.against.slice(0, 3)].map((reason) => `- ${cell(reasonText(reason))}`);
  return items.length === 0 ? [] : [...items, ''];
}

function table(verdict: PatternAdvice['verdict'], { patterns }: Advice): string[] {
  const inside = patterns.filter((one) => one.verdict === verdict);
  if (inside.length === 0) return [];
  const rows = inside.map((one) => {
    const until = verdict === 'defer' ? `until ${one.pattern.trigger}` : one.pattern.simpler;
    return `| ${one.pattern.id} | ${one.fit} | ${one.pattern.cost} | ${cell(causeText(one))} | ${cell(until)} |`;
  });
  const last = verdict === 'defer' ? 'until' : 'simpler';
  return [`## ${VERDICT_TEXT[verdict]}`, '', `| pattern | fit | cost | because | ${last} |`, '|---|---|---|---|---|', ...rows, ''];
}

function details(one: PatternAdvice, known: ReadonlySet<string>): string[] {
  const { pattern, flip } = one;
  const list = (head: string, items: readonly string[]): string[] => (items.length === 0 ? [] : [`- ${head}: ${cell(items.join('; '))}`]);
  const rules = pattern.rules.filter((rule) => known.has(rule));
  return [
    `### ${pattern.title}`,
    '',
    pattern.summary,
    '',
    ...list('for', one.for.map(reasonText)),
    ...list('against', one.against.map(reasonText)),
    ...list('costs', pattern.tradeOffs),
    ...list('needs', [...pattern.requires, ...pattern.implies]),
    ...list('proof', rules),
    ...list('flips', flip === undefined ? [] : [`to ${flip.verdict} with ${flip.text}`]),
    '',
  ];
}

function settings({ settings: all, structure }: Advice): string[] {
  if (all.length === 0) return [];
  const isMonolith = structure.choice === 'modular-monolith';
  const lines = isMonolith ? moduleManifest(all) : ['rules:', ...all.map((one) => `  ${settingLine(one)} # ${one.because}`)];
  return [isMonolith ? '## Lint its modules' : '## Settings for msa.yaml', '', '```yaml', ...lines, '```', ''];
}

function answers({ answers: all }: Advice): string[] {
  const rows = all.map(
    ({ question, labels, read }) =>
      `| ${cell(question.text)} | ${cell(labels.join(', ') || 'not known')} | ${cell(read === undefined ? '' : `read, to be confirmed: ${read}`)} |`,
  );
  return ['| question | answer | |', '|---|---|---|', ...rows];
}

function changed({ answers: asked, verdicts }: Changes): string[] {
  const lines = [
    ...asked.map(({ question, before, after }) => `- ${question}: ${before} → ${after}`),
    ...verdicts.map(({ pattern, before, after, because }) => `- **${pattern}**: ${before} → ${after}: ${because}`),
  ];
  return ['## Changed since the last answers', '', ...(lines.length === 0 ? ['Nothing.'] : lines.map(cell)), ''];
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
