import type { DotenvEntry } from './dotenv.js';

/** Settings of Azure Functions on the developer's machine, and samples of them, highest first. */
export const FUNCTION_SETTINGS = [
  'local.settings.json',
  'local.settings.json.example',
  'local.settings.example.json',
  'local.settings.example',
  'local.settings.json.sample',
  'local.settings.sample.json',
  'local.settings.json.template',
  'local.settings.template.json',
] as const;

/** `"ORDERS_URL": "http://orders",` */
const SETTING = /^(\s*)"([\w.:]+)"\s*:\s*("(?:[^"\\]|\\.)*")\s*,?\s*$/;

/** Line by line: samples are written for people, who forget a comma. */
export function readFunctionSettings(file: string, text: string): DotenvEntry[] {
  return text.split('\n').flatMap((line, index) => {
    const [, indent = '', name, value] = SETTING.exec(line) ?? [];
    if (name === undefined || value === undefined) return [];
    return { name, value: textOf(value), at: { file, line: index + 1, column: indent.length + 1 } };
  });
}

function textOf(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal.slice(1, -1);
  }
}
