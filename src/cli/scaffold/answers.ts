import { readFile } from 'node:fs/promises';

import { patterns } from '../../patterns/index.js';
import { type Answers, layerCalled, readSetting } from '../../scaffold/answers.js';
import type { Layer, Templates } from '../../scaffold/layers/layer.js';
import { UserError } from '../../shared/errors.js';
import { placedYaml } from '../../shared/placed-yaml.js';
import { reasonOf } from '../output.js';

export interface Given {
  readonly name?: string;
  readonly patterns?: readonly string[];
  readonly answers: Answers;
}

export interface GivenFlags {
  readonly name?: string;
  /** `rest,health` */
  readonly patterns?: string;
  readonly set: readonly string[];
  /** YAML or JSON: `name`, `patterns`, and what --set takes. */
  readonly answers?: string;
}

/** Flags over the file. */
export async function readGiven({ name, patterns: listed, set, answers: file }: GivenFlags): Promise<Given> {
  const { name: fileName, patterns: filePatterns, ...fromFile } = file === undefined ? {} : await readAnswers(file);
  const [finalName, chosen] = [name ?? fileName, listed ?? filePatterns];
  return {
    ...(finalName === undefined ? {} : { name: finalName }),
    ...(chosen === undefined ? {} : { patterns: splitList(chosen) }),
    answers: { ...fromFile, ...Object.fromEntries(set.map(readSetting)) },
  };
}

function splitList(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

async function readAnswers(file: string): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UserError('E_ANSWERS', `${file} cannot be read: ${reasonOf(error)}`, { hint: 'Name a file of answers, YAML or JSON.' });
  });
  const yaml = placedYaml(text, file);
  if (yaml.broken !== undefined) {
    throw new UserError('E_ANSWERS', `${file} is no valid YAML: ${yaml.broken.message}`, { at: yaml.broken.at });
  }
  const value = yaml.value ?? {};
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new UserError('E_ANSWERS', `${file} is no map of answers`, {
      hint: 'Write `name: orders`, `patterns: [rest]`, `rest.option: value`.',
    });
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, answer]) => {
      const one = asText(answer);
      if (one !== undefined) return [key, one];
      throw new UserError('E_ANSWERS', `${key} is no text, number or list`, { at: yaml.at([key]), hint: 'Write it as a text.' });
    }),
  );
}

function asText(answer: unknown): string | undefined {
  if (Array.isArray(answer)) {
    const parts = answer.map(asText);
    return parts.includes(undefined) ? undefined : parts.join(',');
  }
  return typeof answer === 'string' || typeof answer === 'number' || typeof answer === 'boolean' ? String(answer) : undefined;
}

/** The layer of what was typed: its own name, or a pattern that it builds. */
export function layerOf(typed: string, templates: Templates): Layer {
  return layerCalled(typed, templates, (id) => patterns.find((pattern) => pattern.id === id)?.layer);
}
