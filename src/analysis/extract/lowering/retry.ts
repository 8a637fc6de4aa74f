import { ts } from '@ts-morph/common';

import type { LoopFact } from '../../../model/module-facts.js';
import { type Here, textOf } from './context.js';

const MAX_TEXT = 4000;
const MAX_HEAD = 120;

const COUNTS_ATTEMPTS = /retr|attempt|tries|backoff/i;
const TURNS_PAGES = /\btrue\b|hasMore|hasNext|next|cursor|page|offset|token/i;
const WAITS = /\bsleep\(|\bdelay\(|setTimeout/;
const WAITS_AFTER_FAILURE = /\b(sleep|delay|setTimeout|wait)\(/;
const CATCHES = /catch\s*(\(|\{)/;

/** Whether the rounds of a loop repeat one thing (retries, polls, pages), and are not many things done one by one. */
export function looksLikeRetry(node: ts.IterationStatement, here: Here): boolean {
  if (ts.isForOfStatement(node)) return CHUNKS.test(textOf(node.expression, here));
  if (ts.isForInStatement(node)) return false;
  if (ts.isForStatement(node) && stepsOverMany(node, here)) return true;
  const text = textOf(node, here).slice(0, MAX_TEXT);
  const head = text.slice(0, Math.max(0, text.indexOf('{')) || MAX_HEAD);
  if (COUNTS_ATTEMPTS.test(head)) return true;
  if (ts.isForStatement(node)) return !node.condition || (CATCHES.test(text) && WAITS_AFTER_FAILURE.test(text));
  const condition = ts.isDoStatement(node) ? textOf(node.expression, here) : head;
  return TURNS_PAGES.test(condition) || WAITS.test(text);
}

/** `for (const part of chunk(ids, 100))`: many at once. */
const CHUNKS = /^(?:await\s+)?(?:\w+\.)*(?:\w*[cC]hunks?|\w*[bB]atch(?:es)?|splitEvery|toChunks\w*)\s*\(/;

/** `for (let i = 0; i < ids.length; i += size)`: so too. */
function stepsOverMany({ incrementor }: ts.ForStatement, here: Here): boolean {
  if (!incrementor || !ts.isBinaryExpression(incrementor)) return false;
  const { operatorToken, right } = incrementor;
  return operatorToken.kind === ts.SyntaxKind.PlusEqualsToken && textOf(right, here) !== '1';
}

const PAUSES = /\b(?:\w*[sS]leep|\w*[dD]elay|\w*[wW]ait|\w*[pP]ause|\w*[bB]ackoff|set(?:Timeout|Immediate))\w*\s*\(|backoff/;
const GROWS =
  /\*\*|Math\.(?:pow|random)|\*=|<<|backoff|expo|jitter|\*\s*\(?\w*(?:attempt|retr|tr(?:y|ies)|i\b)|(?:attempt|retr\w*|tries|\bi)\w*\)?\s*\*/i;
/** A number, or a constant by its name, as the time to wait. */
const SAME =
  /\b\w*(?:[sS]leep|[dD]elay|[wW]ait|[pP]ause)\w*\(\s*(?:[\d_]+|[A-Z][A-Z\d_]*)\s*\)|setTimeout\(\s*[^()]*,\s*(?:[\d_]+|[A-Z][A-Z\d_]*)\s*\)/;

/** A loop that counts what it tries, and goes on after a failure. */
export function attemptsOf(node: ts.IterationStatement, here: Here): Pick<LoopFact, 'attempts'> {
  if (ts.isForOfStatement(node) || ts.isForInStatement(node)) return {};
  const text = textOf(node, here).slice(0, MAX_TEXT);
  const head = ts.isDoStatement(node) ? textOf(node.expression, here) : text.slice(0, Math.max(0, text.indexOf('{')) || MAX_HEAD);
  if (!COUNTS_ATTEMPTS.test(head) || !CATCHES.test(text)) return {};
  if (!PAUSES.test(text)) return { attempts: 'none' };
  if (GROWS.test(text)) return { attempts: 'growing' };
  return { attempts: SAME.test(text) ? 'same' : 'other' };
}
