import type { ForeignRead, Unit } from '../../model/deployment.js';
import { isInside } from '../../shared/paths.js';
import type { Tree } from '../deployment-files/tree.js';

/** Source, and the configuration that frameworks of these languages compile in. */
const SOURCE = /\.(?:py|go|java|kts?|scala|groovy|cs|fs|vb|php|rb|rs|exs?|clj)$/i;
const CONFIGURATION = /(?:^|\/)(?:application|bootstrap)[\w.-]*\.(?:ya?ml|properties)$|(?:^|\/)appsettings[\w.-]*\.json$/i;
const ASIDE =
  /(?:^|\/)(?:tests?|specs?|testing|testdata|fixtures?|mocks?|examples?|samples?|vendor|third_party|migrations?|scripts?|docs?|site-packages|build|bin|obj)\/|(?:^|\/)(?:test_[^/]*|conftest\.py|[^/]*(?:_test|_spec|Tests?|IT|Spec)\.[a-z]+|[^/]*[-.](?:test|local|dev|development)\.[a-z]+)$/;
/** Larger ones are generated. */
const MAX_LENGTH = 200_000;

/** What source in languages that msa does not resolve says of others by itself: variables that it reads, and addresses. */
export function foreignReads(tree: Tree, units: readonly Unit[]): ForeignRead[] {
  const foreign = units.filter(({ language, path }) => language !== 'ts' && language !== 'js' && path !== '.');
  return foreign.flatMap((unit) => sourcesOf(unit, tree).flatMap((file) => readsIn(unit.name, file, tree.read(file) ?? '')));
}

function sourcesOf(unit: Unit, tree: Tree): readonly string[] {
  const isMeant = (file: string): boolean => {
    const own = file.slice(unit.path.length + 1);
    return (SOURCE.test(own) || CONFIGURATION.test(own)) && !ASIDE.test(own) && !unit.excludes.some((folder) => isInside(file, folder));
  };
  return tree.below(unit.path).filter(isMeant);
}

function readsIn(unit: string, file: string, text: string): ForeignRead[] {
  if (text.length > MAX_LENGTH) return [];
  const isGrpc = /\bgrpc\b/i.test(text);
  return text.split('\n').flatMap((line, index) =>
    COMMENT.test(line)
      ? []
      : PATTERNS.flatMap((pattern) =>
          [...line.matchAll(pattern.text)].flatMap((match) => {
            const what = pattern.read(match, line);
            return what === undefined ? [] : [{ unit, what, isGrpc, at: { file, line: index + 1, column: match.index + 1 } }];
          }),
        ),
  );
}

export function isForeignSource(file: string): boolean {
  return SOURCE.test(file);
}

/** Of such source the lines that are read, each in its place. */
export function linesThatTell(text: string): string {
  if (text.length > MAX_LENGTH) return '';
  return text
    .split('\n')
    .map((line) => (/\bgrpc\b/i.test(line) || (!COMMENT.test(line) && PATTERNS.some((one) => line.search(one.text) >= 0)) ? line : ''))
    .join('\n')
    .trimEnd();
}

const COMMENT = /^\s*(?:\/\/|#|\*|\/\*|--|;|'''|""")/;

interface Pattern {
  readonly text: RegExp;
  readonly read: (match: RegExpMatchArray, line: string) => ForeignRead['what'] | undefined;
}

const PATTERNS: readonly Pattern[] = [
  {
    // os.getenv("X", "d"), os.Getenv("X"), getenv('X') ?: 'd', ENV['X'] || 'd', Environment.GetEnvironmentVariable("X") ?? "d"
    text: /[([,]\s*(["'`])([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\1\s*(?:,\s*(?:default\s*=\s*)?(["'`])([^"'`\n]*)\3)?\s*[)\]]?(?:\s*(?:\?\?|\|\||\?:|or)\s*(["'`])([^"'`\n]*)\5)?/g,
    read: ([, , name = '', , second, , third], line) => variable(name, /env|config|setting/i.test(line) ? (second ?? third) : undefined),
  },
  {
    // @Value("${X:d}"), `url: ${X:d}`, `${X:-d}`
    text: /\$\{([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?::-?([^}\n]*))?\}/g,
    read: ([, name = '', fallback]) => variable(name, fallback),
  },
  {
    // Url string `env:"X" envDefault:"d"`
    text: /\b(?:env|envconfig):"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)[^"]*"(?:[^`\n]*?\b(?:envDefault|default):"([^"]*)")?/g,
    read: ([, name = '', fallback]) => variable(name, fallback),
  },
  {
    // "http://orders:8080/x"; not what may ask us, nor where a browser is sent
    text: /(?<=["'`=:\s])((?:https?|grpc|lb):\/\/[a-z0-9][a-z0-9.-]*(?::\d+)?)(?=[/"'`\s]|$)/gi,
    read: ([, address = ''], line) =>
      /cors|origin|allow|redirect|callback|swagger|license|schema|xmlns|namespace/i.test(line) ? undefined : { address },
  },
  {
    // A client that a registry gives its address by the name of the service
    text: /@FeignClient\s*\(\s*(?:(?:name|value|serviceId)\s*=\s*)?"([\w.-]+)"\s*[,)](?!.*\burl\s*=)/g,
    read: ([, name = '']) => ({ address: `http://${name}` }),
  },
];

function variable(name: string, fallback: string | undefined): ForeignRead['what'] {
  return { variable: name, ...(fallback !== undefined && fallback !== '' && { fallback }) };
}
