#!/usr/bin/env node
(await import('node:child_process')).execSync('npm run build --silent', { stdio: ['ignore', 'ignore', 'inherit'] });
await import('./run.js');
