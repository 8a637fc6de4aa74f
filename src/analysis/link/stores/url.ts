import { hostAndPort } from '../values/address.js';
import { decode, encode, HOLE, type Text } from '../values/text.js';

/** The parts of a connection string; each may have holes. */
export interface StoreUrl {
  readonly scheme?: string;
  readonly user?: Text;
  readonly hosts: readonly { readonly host: Text; readonly port?: Text }[];
  readonly database?: Text;
  readonly schema?: Text;
  /** `mongodb+srv`: the name stands for hosts and ports that DNS knows. */
  readonly isService: boolean;
}

const URL = new RegExp(`^(?:jdbc:)?([a-z][a-z0-9+.-]*|${HOLE})://(.*)$`, 'is');

/** `mysql:host=db;port=3306;dbname=shop` of PHP. */
const PDO = /^(mysql|pgsql):((?:host|port|dbname|unix_socket)=.*)$/is;

/** Reads `scheme://user:password@h1:p1,h2:p2/database?schema=x`, `Server=h,p;Database=d`, `host:port/database`, `${HOST}/database`. */
export function storeUrl(text: Text): StoreUrl {
  const encoded = encode(text).trim();
  const [, driver, pairs] = PDO.exec(encoded) ?? [];
  if (driver !== undefined && pairs !== undefined)
    return { ...keyValueString(pairs, text), scheme: driver.toLowerCase().replace('pgsql', 'postgres') };
  if (/(?:^|;)\s*(?:server|data source|host|accountendpoint)\s*=/i.test(encoded)) return keyValueString(encoded, text);
  const [, scheme, rest = encoded] = URL.exec(encoded) ?? [];
  const url = parts(rest, text);
  return scheme === undefined || new RegExp(HOLE).test(scheme)
    ? url
    : { ...url, scheme: scheme.toLowerCase(), isService: scheme.toLowerCase().endsWith('+srv') };
}

function parts(rest: string, text: Text): StoreUrl {
  const [before, query] = splitOnce(rest, '?');
  const at = before.lastIndexOf('@');
  const [location, path] = splitOnce(before.slice(at + 1), '/');
  const [authority, options] = splitOnce(location, ';');
  const [user] = splitOnce(at < 0 ? '' : before.slice(0, at), ':');
  const database = path === '' ? (/(?:^|;)database=([^;]*)/i.exec(options)?.[1] ?? '') : path.replace(/\/$/, '');
  const schema =
    SCHEMA.exec(query)
      ?.slice(1)
      .find((group) => group !== '') ?? '';
  const named = Object.entries({ user, database, schema }).filter(([, value]) => value !== '');
  return {
    hosts: hostsOf(authority, text),
    isService: false,
    ...Object.fromEntries(named.map(([name, value]) => [name, decode(value, text)])),
  };
}

/** Prisma's `schema`, JDBC's `currentSchema`, and the search path of libpq. */
const SCHEMA = /(?:(?:^|&)(?:schema|currentSchema|search_path)=|search_path(?:=|%3D))([^&\s]*)/i;

function hostsOf(authority: string, text: Text): StoreUrl['hosts'] {
  return authority
    .split(',')
    .filter((one) => one !== '')
    .map((one) => {
      const { host, port } = hostAndPort(one);
      return { host: decode(host, text), ...(port !== undefined && port !== '' && { port: decode(port, text) }) };
    });
}

/** `Server=tcp:db,1433;Database=shop;…`, `AccountEndpoint=https://shop.documents.azure.com:443/;AccountKey=…`. */
function keyValueString(encoded: string, text: Text): StoreUrl {
  const values = new Map(
    encoded.split(';').map((pair) => {
      const [key, value] = splitOnce(pair, '=');
      return [key.trim().toLowerCase(), value.trim()] as const;
    }),
  );
  const named = ['server', 'data source', 'host', 'accountendpoint'].flatMap((key) => values.get(key) ?? [])[0] ?? '';
  const server = named.replace(/^(?:tcp:|https?:\/\/)/i, '').replace(/\/$/, '');
  const [host = '', port = values.get('port') ?? ''] = server.split(/[,:]/);
  const database = values.get('database') ?? values.get('initial catalog') ?? values.get('dbname') ?? '';
  return {
    scheme: 'mssql',
    isService: false,
    hosts: host === '' ? [] : [{ host: decode(host, text), ...(port !== '' && { port: decode(port, text) }) }],
    ...(database !== '' && { database: decode(database, text) }),
  };
}

function splitOnce(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
