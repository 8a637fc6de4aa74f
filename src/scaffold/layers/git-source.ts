import { UserError } from '../../shared/errors.js';

/** Templates in a git repository, as somebody has named them: `github:acme/templates#v1.2.0`. */
export interface GitSource {
  /** As it was typed. */
  readonly text: string;
  /** What git fetches from. */
  readonly url: string;
  /** Tag, branch, or all 40 digits of a commit. */
  readonly ref: string;
  /** Folder in the repository; '': its root. */
  readonly folder: string;
}

/** Where short names lead. */
const FORGES: Readonly<Record<string, string>> = {
  github: 'https://github.com/',
  gitlab: 'https://gitlab.com/',
  bitbucket: 'https://bitbucket.org/',
};

const SHORT = /^(github|gitlab|bitbucket):([\w.-]+(?:\/[\w.-]+)+)$/;
const URL_OF_GIT = /^(?:git\+)?([a-z][a-z0-9+.-]*):\/\/(.*)$/;
/** As git's own ssh addresses: `git@host:owner/name.git`. */
const SCP = /^[\w.-]+@[A-Za-z0-9][\w.-]*:[\w~/][\w.~/-]*$/;

const PROTOCOLS = new Set(['https', 'ssh', 'file']);
/** What is a name of a commit, tag or branch everywhere, and no option or pattern of git. */
const REF = /^(?!.*(?:\.\.|@\{|\/\/|\.lock$|[/.]$))[A-Za-z0-9_][\w./+@-]*$/;
const FOLDER = /^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[\w.@ -]+(?:\/[\w.@ -]+)*$/;

const HOW = 'Write github:OWNER/NAME#TAG, or git+https://, ssh:// or file:// with #TAG; #TAG:FOLDER for a folder in it.';

/** Undefined: it is not in git. Throws where it is, but cannot be fetched as it stands. */
export function gitSource(text: string): GitSource | undefined {
  const at = text.indexOf('#');
  const address = at === -1 ? text : text.slice(0, at);
  const url = urlOf(address, text);
  if (url === undefined) return undefined;
  const [ref = '', ...rest] = at === -1 ? [] : text.slice(at + 1).split(':');
  const folder = rest.join(':').replace(/\/$/, '');
  if (ref === '') throw refused(`${text} has no pin`, `Say which state of it: ${address}#TAG or #COMMIT.`);
  if (!REF.test(ref)) throw refused(`${JSON.stringify(ref)} is no name of a tag, branch or commit, in ${text}`, HOW);
  if (folder !== '' && !FOLDER.test(folder)) throw refused(`${JSON.stringify(folder)} is no folder of a repository, in ${text}`, HOW);
  return { text, url, ref, folder };
}

function urlOf(address: string, text: string): string | undefined {
  const [, forge = '', place = ''] = SHORT.exec(address) ?? [];
  if (forge !== '') return `${FORGES[forge] ?? ''}${place.replace(/\.git$/, '')}.git`;
  if (SCP.test(address)) return address;
  const [, protocol = '', rest = ''] = URL_OF_GIT.exec(address) ?? [];
  if (protocol === '') return undefined;
  if (!PROTOCOLS.has(protocol)) throw refused(`templates are not fetched over ${protocol}, as ${text} says`, 'Use https, ssh or file.');
  return checkedUrl(`${protocol}://${rest}`, protocol, text);
}

function checkedUrl(url: string, protocol: string, text: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const hasPlace = parsed !== undefined && parsed.pathname.length > 1 && (protocol === 'file' || /^[\w[]/.test(parsed.host));
  if (parsed === undefined || !hasPlace) throw refused(`${text} is no address of a repository`, HOW);
  const isSecret = parsed.password !== '' || (protocol === 'https' && parsed.username !== '');
  if (isSecret) {
    const shown = `${protocol}://${parsed.host}${parsed.pathname}`;
    throw refused(
      `the address of the templates at ${shown} holds a password`,
      'It would stand in msa.lock.json: use ssh, or a credential helper of git.',
    );
  }
  return url;
}

function refused(message: string, hint: string): UserError {
  return new UserError('E_TEMPLATE', message, { hint });
}
