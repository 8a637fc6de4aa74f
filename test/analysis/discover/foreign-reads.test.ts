import { describe, expect, it } from 'vitest';

import { memoryTree } from '../../../src/analysis/deployment-files/tree.js';
import { foreignReads } from '../../../src/analysis/discover/foreign-reads.js';
import type { Unit } from '../../../src/model/deployment.js';

function unit(language: string, excludes: readonly string[] = []): Unit {
  return { name: 'pay', path: 'pay', language, excludes } as unknown as Unit;
}

/** `NAME=default` and addresses, each with its line. */
function reads(file: string, text: string, of = unit('python')): string[] {
  return foreignReads(memoryTree({ [`pay/${file}`]: text }), [of]).map(
    ({ what, at }) =>
      `${at.line}: ${'address' in what ? what.address : `${what.variable}${what.fallback === undefined ? '' : `=${what.fallback}`}`}`,
  );
}

describe('source in another language', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['main.py', "\nCART = os.getenv('CART_HOST', 'cart')", ['2: CART_HOST=cart']],
    ['main.py', 'url = os.environ["ORDERS_URL"]', ['1: ORDERS_URL']],
    ['settings.py', 'URL = config("ORDERS_URL", default="http://orders:80")', ['1: ORDERS_URL=http://orders:80', '1: http://orders:80']],
    ['main.go', 'mustMapEnv(&svc.cartAddr, "CART_SERVICE_ADDR")', ['1: CART_SERVICE_ADDR']],
    ['config.go', 'Orders string `env:"ORDERS_URL" envDefault:"orders:80"`', ['1: ORDERS_URL=orders:80']],
    ['src/Client.java', 'String url = System.getenv().getOrDefault("ORDERS_URL", "orders");', ['1: ORDERS_URL=orders']],
    ['src/Client.kt', '@Value("${ORDERS_URL:http://orders}") val url: String', ['1: ORDERS_URL=http://orders']],
    ['src/main/resources/application.yml', 'orders:\n  url: ${ORDERS_URL:orders}', ['2: ORDERS_URL=orders']],
    ['src/OrdersClient.java', '@FeignClient(name = "orders-service")', ['1: http://orders-service']],
    ['src/OrdersClient.java', '@FeignClient(name = "orders", url = "${ORDERS_URL}")', ['1: ORDERS_URL']],
    [
      'Program.cs',
      'var url = Environment.GetEnvironmentVariable("ORDERS_URL") ?? "http://orders";',
      ['1: ORDERS_URL=http://orders', '1: http://orders'],
    ],
    ['src/Kernel.php', "getenv('ORDERS_URL') ?: 'http://orders:8080'", ['1: ORDERS_URL=http://orders:8080', '1: http://orders:8080']],
    ['app.rb', "url = ENV.fetch('ORDERS_URL')", ['1: ORDERS_URL']],
    ['main.rs', 'let url = env::var("ORDERS_URL")', ['1: ORDERS_URL']],
    ['appsettings.json', '{ "Orders": "http://orders:80" }', ['1: http://orders:80']],
    ['main.py', 'status = row.get("ORDER_STATUS", "cart")', ['1: ORDER_STATUS']],
    ['main.py', "# os.getenv('CART_HOST')", []],
    ['main.py', "CORS_ORIGINS = ['http://shop:3000']", []],
    ['main.py', `${' '.repeat(200_001)}os.getenv('CART_HOST')`, []],
    ['tests/main.py', "os.getenv('CART_HOST')", []],
    ['test_main.py', "os.getenv('CART_HOST')", []],
    ['src/test/Client.java', 'System.getenv("CART_HOST")', []],
    ['OrdersTests.cs', 'Environment.GetEnvironmentVariable("ORDERS_URL")', []],
    ['vendor/lib/main.go', 'os.Getenv("CART_HOST")', []],
    ['notes.txt', "os.getenv('CART_HOST')", []],
  ])('%s: %s', (file, text, expected) => {
    expect(reads(file, text)).toEqual(expected);
  });

  it('is not read where it is ours, at the root of all, or of another unit', () => {
    expect(reads('main.py', "os.getenv('CART_HOST')", unit('ts'))).toEqual([]);
    expect(reads('inner/main.py', "os.getenv('CART_HOST')", unit('python', ['pay/inner']))).toEqual([]);
    expect(foreignReads(memoryTree({ 'main.py': "os.getenv('CART_HOST')" }), [{ ...unit('python'), path: '.' }])).toEqual([]);
  });

  it('speaks gRPC where its file says so', () => {
    const tree = memoryTree({
      'pay/main.go': 'import "google.golang.org/grpc"\nos.Getenv("CART_ADDR")',
      'pay/web.go': 'os.Getenv("CART_URL")',
    });
    expect(foreignReads(tree, [unit('go')]).map(({ isGrpc }) => isGrpc)).toEqual([true, false]);
  });
});
