import { agent } from './agent.js';
import { checkstyle } from './checkstyle.js';
import { compact } from './compact.js';
import { github } from './github.js';
import { gitlab } from './gitlab.js';
import { json } from './json.js';
import { junit } from './junit.js';
import { markdown } from './markdown.js';
import type { Reporter } from './reporter.js';
import { codeScanning, sarif } from './sarif/sarif.js';
import { text } from './text.js';

/** Reporters by the name that `--format` takes. */
export const reporters: Readonly<Record<string, Reporter>> = {
  text,
  json,
  compact,
  agent,
  sarif,
  'code-scanning': codeScanning,
  github,
  gitlab,
  junit,
  checkstyle,
  markdown,
};
