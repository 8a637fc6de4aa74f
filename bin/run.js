#!/usr/bin/env node
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';

// In a checkout the compiler may have run since the bundle was made.
const [bundled, compiled] = ['../dist/bundle/main.cjs', '../dist/.tsbuildinfo'].map(
  (file) => statSync(new URL(file, import.meta.url), { throwIfNoEntry: false })?.mtimeMs ?? 0,
);
const { main } = bundled > compiled ? createRequire(import.meta.url)('../dist/bundle/main.cjs') : await import('../dist/cli/main.js');
await main(import.meta.url);
