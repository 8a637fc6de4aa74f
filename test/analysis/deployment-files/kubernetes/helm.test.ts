import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readCharts } from '../../../../src/analysis/deployment-files/kubernetes/helm.js';
import { memoryTree } from '../../../../src/analysis/deployment-files/tree.js';
import type { Files } from '../../../support/tree.js';

const VALUES = `
name: orders
port: 3000
empty: ""
on: true
off: false
image: { repository: acme/orders, tag: "1" }
env: { LEVEL: info, MODE: fast }
list: [a, b]
services: [{ name: one, port: 1 }, { name: two, port: 2 }]
`;

function render(template: string, files: Files = {}): string {
  const tree = memoryTree({ 'shop/Chart.yaml': 'name: shop', 'shop/values.yaml': VALUES, 'shop/templates/a.yaml': template, ...files });
  return readCharts(tree).render('shop/templates/a.yaml')?.text ?? '';
}

describe('a template', () => {
  it.each([
    ['text', 'a: 1\n', 'a: 1\n'],
    ['a value', 'a: {{ .Values.name }}', 'a: orders'],
    ['a deep value', 'a: {{ .Values.image.repository }}:{{ .Values.image.tag }}', 'a: acme/orders:1'],
    ['the root', 'a: {{ $.Values.name }}', 'a: orders'],
    [
      'the chart and the release',
      '{{ .Chart.Name }} {{ .Chart.AppVersion }} {{ .Release.Name }} {{ .Release.Namespace }}',
      'shop 0 shop default',
    ],
    ['a number', 'a: {{ .Values.port }}', 'a: 3000'],
    ['quotes', 'a: {{ .Values.port | quote }} {{ .Values.name | squote }}', `a: "3000" 'orders'`],
    ['a default that is taken', 'a: {{ .Values.nothing | default "x" }} {{ default "y" .Values.empty }}', 'a: x y'],
    ['a default that is not', 'a: {{ .Values.name | default "x" }}', 'a: orders'],
    ['what is given later', 'a: {{ .Values.db.host }}', 'a: ${Values_db_host}'],
    ['what is given later, quoted', 'a: {{ .Values.db.host | quote }}', 'a: ${Values_db_host}'],
    ['what only a cluster knows', 'a: {{ .Capabilities.KubeVersion.Version }}', 'a: ${Capabilities_KubeVersion_Version}'],
    ['a function nobody knows', 'a: {{ randAlphaNum 5 }}', 'a: ${randAlphaNum}'],
    ['a condition', '{{ if .Values.on }}yes{{ else }}no{{ end }} {{ if .Values.off }}yes{{ else }}no{{ end }}', 'yes no'],
    ['several conditions', '{{ if .Values.off }}1{{ else if .Values.on }}2{{ else }}3{{ end }}', '2'],
    [
      'and, or, not, eq, ne',
      '{{ and true .Values.off }} {{ or .Values.empty "x" }} {{ not .Values.on }} {{ eq .Values.name "orders" }} {{ ne 1 2 }}',
      'false x false true true',
    ],
    ['with', '{{ with .Values.image }}{{ .tag }}{{ end }}{{ with .Values.nothing }}x{{ else }}y{{ end }}', '1y'],
    ['a loop over a list', '{{ range .Values.list }}[{{ . }}]{{ end }}', '[a][b]'],
    ['a loop with a counter', '{{ range $i, $x := .Values.list }}{{ $i }}{{ $x }} {{ end }}', '0a 1b '],
    ['a loop over a map', '{{ range $k, $v := .Values.env }}{{ $k }}={{ $v }} {{ end }}', 'LEVEL=info MODE=fast '],
    ['a loop over nothing', '{{ range .Values.nothing }}x{{ else }}none{{ end }}', 'none'],
    ['a loop within', '{{ range .Values.services }}{{ .name }}:{{ $.Values.port }} {{ end }}', 'one:3000 two:3000 '],
    ['a variable', '{{ $x := .Values.name }}{{ $x }}{{ $x = "b" }}{{ $x }}', 'ordersb'],
    ['white space that is cut', 'a:\n  {{- .Values.name -}}  \n  b', 'a:ordersb'],
    ['a map as YAML', 'env:\n  {{- toYaml .Values.env | nindent 2 }}\n', 'env:\n  LEVEL: info\n  MODE: fast\n'],
    ['indentation', '{{ "a\\nb" | indent 2 }}', '  a\n  b'],
    ['printf', '{{ printf "%s-%d of %q" .Values.name 5 "x" }}', 'orders-5 of "x"'],
    ['brackets', '{{ (index .Values.services 1).name }} {{ (printf "%s" "a") | upper }}', 'two A'],
    ['a field after brackets apart', '{{ range .Values.services }}{{ printf "%s-%s" (upper "x") .name }} {{ end }}', 'X-one X-two '],
    [
      'text functions',
      '{{ "Ab-" | lower | trimSuffix "-" | trunc 1 }}{{ replace "a" "b" "aa" }}{{ contains "a" "ba" }}{{ join "," .Values.list }}',
      'abbtruea,b',
    ],
    ['raw text', '{{ `{{ .Values.name }}` }}', '{{ .Values.name }}'],
    ['a comment', 'a{{/* .Values.name }} */}}b', 'ab'],
    ['a ternary', '{{ ternary "x" "y" .Values.on }}', 'x'],
    ['dict and get', '{{ get (dict "a" 1 "b" 2) "b" }}{{ hasKey .Values.env "LEVEL" }}', '2true'],
    ['an end too many', 'a{{ end }}b', 'ab'],
    ['no end', 'a{{ if .Values.on }}b', 'ab'],
    ['no bracket', 'a {{ .Values', 'a {{ .Values'],
  ])('%s', (_, template, expected) => {
    expect(render(template)).toBe(expected);
  });

  it('includes what helpers define', () => {
    const helpers = `{{- define "shop.fullname" -}}
{{- if .Values.fullnameOverride }}{{ .Values.fullnameOverride }}{{ else }}
{{- $name := default .Chart.Name .Values.nameOverride }}
{{- if contains $name .Release.Name }}{{ .Release.Name | trunc 63 | trimSuffix "-" }}{{ else }}{{ printf "%s-%s" .Release.Name $name }}{{ end }}
{{- end }}
{{- end -}}
{{- define "shop.labels" }}
app: {{ include "shop.fullname" . }}
{{- end }}`;
    const files = { 'shop/templates/_helpers.tpl': helpers };
    expect(render('name: {{ include "shop.fullname" . }}\nlabels:\n  {{- include "shop.labels" . | nindent 2 }}\n', files)).toBe(
      'name: shop\nlabels:\n\n  app: shop\n',
    );
  });

  it('ends where helpers include themselves', () => {
    expect(render('{{ define "a" }}x{{ include "a" . }}{{ end }}{{ include "a" . }}')).toMatch(/^x{20,21}\$\{a\}$/);
  });

  it('ends where loops multiply', () => {
    const loops = '{{ range .Values.list }}'.repeat(30) + 'x' + '{{ end }}'.repeat(30);
    expect(render(loops).length).toBeLessThan(20_000);
  });
});

describe('values', () => {
  it('of a chart are over those of the charts in it', () => {
    const tree = memoryTree({
      'shop/Chart.yaml': 'name: shop',
      'shop/values.yaml': 'orders: { port: 80 }\nglobal: { level: debug }',
      'shop/charts/orders/Chart.yaml': 'name: orders',
      'shop/charts/orders/values.yaml': 'port: 3000\nhost: a',
      'shop/charts/orders/templates/a.yaml': '{{ .Values.port }} {{ .Values.host }} {{ .Values.global.level }} {{ .Chart.Name }}',
    });
    expect(readCharts(tree).render('shop/charts/orders/templates/a.yaml')?.text).toBe('80 a debug orders');
  });

  it.each(['a: [', '- a', '', '5'])('that are no map are none: %j', (values) => {
    expect(render('a: {{ .Values.name | default "x" }}', { 'shop/values.yaml': values })).toBe('a: x');
  });
});

describe('charts', () => {
  it('have templates in their folder only', () => {
    const charts = readCharts(memoryTree({ 'shop/Chart.yaml': 'name: shop', 'shop/a.yaml': 'a', 'k8s/templates/a.yaml': 'a' }));
    expect([charts.render('shop/a.yaml'), charts.render('k8s/templates/a.yaml')]).toEqual([undefined, undefined]);
  });

  it('know the line of the template for each line', () => {
    const tree = memoryTree({
      'Chart.yaml': 'name: shop',
      'values.yaml': VALUES,
      'templates/a.yaml':
        'a: 1\n{{- range .Values.list }}\n- {{ . }}\n- x\n{{- end }}\nb: 2\nenv:\n  {{- toYaml .Values.env | nindent 2 }}\nc: 3\n',
    });
    const rendered = readCharts(tree).render('templates/a.yaml');
    expect(
      rendered?.text
        .trimEnd()
        .split('\n')
        .map((text, i) => `${rendered.lines[i] ?? 0} ${text}`),
    ).toEqual(['1 a: 1', '3 - a', '4 - x', '3 - b', '4 - x', '6 b: 2', '7 env:', '8   LEVEL: info', '8   MODE: fast', '9 c: 3']);
  });

  it('are read whatever they hold', () => {
    const word = fc.constantFrom(
      '{{',
      '}}',
      '{{-',
      '-}}',
      ' ',
      'if',
      'range',
      'end',
      'else',
      'with',
      'define "a"',
      'include "a" .',
      '.Values.list',
      '$x',
      ':=',
      '|',
      '(',
      ')',
      '"',
      '`',
      'printf "%s"',
      'nindent 4',
      'a\n',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), (words) => {
        expect(typeof render(words.join(' '))).toBe('string');
      }),
      { numRuns: 1000 },
    );
  });
});
