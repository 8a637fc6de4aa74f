import { describe, expect, it } from 'vitest';

import { meanings } from '../../support/calls.js';

/** Code → where its requests go, which is what was read. */
const CASES: Record<string, { code: string | Record<string, string>; says: string[] }> = {
  'yargs: declared in a chain, handed on, with variables of the environment': {
    code: `import yargs from 'yargs'; import { hideBin } from 'yargs/helpers';
      const withSecret = (argv: any) => ({ ...argv, secret: argv.secret || process.env.SECRET });
      const argv = withSecret(yargs.config().help().option('ordersUrl', { describe: 'x', type: 'string', default: 'http://orders' }).options({ 'bills-url': { alias: 'b' } }).default('stockUrl', 'http://stock').argv);
      fetch(argv.ordersUrl); fetch(argv.billsUrl); fetch(argv['stock-url']); fetch(argv.secret); fetch(argv.other);
      fetch(yargs(hideBin(process.argv)).env('SHOP').option('mailUrl', { default: 'http://mail' }).parseSync().mailUrl);`,
    says: [
      'request GET --bills-url ?? -b',
      'request GET --mail-url ?? process.env.SHOP_MAIL_URL ?? http://mail',
      'request GET --orders-url ?? http://orders',
      'request GET --other',
      'request GET --secret ?? process.env.SECRET',
      'request GET --stock-url ?? http://stock',
    ],
  },
  'commander: in a chain, and in statements': {
    code: `import { Command, program } from 'commander';
      const options = new Command().name('shop').option('-o, --orders-url <url>', 'orders', 'http://orders').requiredOption('--bills <url>').parse(process.argv).opts();
      fetch(options.ordersUrl); fetch(options.bills); program.option('--stock <url>').parse(); const { stock } = program.opts(); fetch(stock);`,
    says: ['request GET --bills', 'request GET --orders-url ?? -o ?? http://orders', 'request GET --stock'],
  },
  'minimist, mri, yargs-parser, yargs/yargs': {
    code: `import minimist from 'minimist'; import mri from 'mri'; import parse from 'yargs-parser'; import make from 'yargs/yargs'; const argv = minimist(process.argv.slice(2), { default: { a: 'http://a' } }); fetch(argv.a); fetch(argv.bUrl); fetch(mri(process.argv.slice(2), { default: { c: 'http://c' } }).c); fetch(parse(process.argv).dUrl); fetch(make(process.argv.slice(2)).argv.eUrl);`,
    says: ['request GET --b-url', 'request GET --d-url', 'request GET --e-url', 'request GET -a ?? http://a', 'request GET -c ?? http://c'],
  },
  'meow, arg, command-line-args, parseArgs of node': {
    code: `import meow from 'meow'; import arg from 'arg'; import commandLineArgs from 'command-line-args'; import { parseArgs } from 'node:util';
      const cli = meow('usage', { flags: { aUrl: { type: 'string', default: 'http://a' } } }); fetch(cli.flags.aUrl); fetch(arg({ '--b-url': String })['--b-url']);
      fetch(commandLineArgs([{ name: 'cUrl', alias: 'c', defaultValue: 'http://c' }]).cUrl);
      const { values } = parseArgs({ options: { dUrl: { type: 'string', short: 'd', default: 'http://d' } } }); fetch(values.dUrl);`,
    says: [
      'request GET --a-url ?? http://a',
      'request GET --b-url',
      'request GET --c-url ?? -c ?? http://c',
      'request GET --d-url ?? -d ?? http://d',
    ],
  },
  'words by their place': {
    code: `fetch(process.argv[2]); const [, , , second] = process.argv; fetch(second); const [, , ] = process.argv; fetch(process.argv.slice(2)[2] || 'http://x');`,
    says: ['request GET process.argv[2]', 'request GET process.argv[3]', 'request GET process.argv[4] ?? http://x'],
  },
};

describe('arguments of the command line', () => {
  it.each(Object.entries(CASES))('%s', (_name, { code, says }) => {
    expect(meanings(code, ['request'])).toEqual([...says].sort());
  });
});
