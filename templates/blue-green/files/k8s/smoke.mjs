// Asks a new version what it must be able to answer before anybody else does. Add what matters most to your users.
const [target] = process.argv.slice(2);
const checks = [
  ['/health/ready', 200],
  ['/openapi.json', 200],
  ['/nowhere', 404],
];

let failed = 0;
for (const [path, expected] of checks) {
  const status = await fetch(new URL(path, target), { signal: AbortSignal.timeout(5000) }).then(
    (answer) => answer.status,
    (error) => error.message,
  );
  const ok = status === expected;
  if (!ok) failed++;
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${path}: ${status}`);
}
process.exit(failed === 0 ? 0 : 1);
