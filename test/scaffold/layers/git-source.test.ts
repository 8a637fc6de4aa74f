import { describe, expect, it } from 'vitest';

import { gitSource } from '../../../src/scaffold/layers/git-source.js';

describe('a source of templates in git', () => {
  it.each([
    ['github:acme/templates#v1.2.0', 'https://github.com/acme/templates.git', 'v1.2.0', ''],
    ['github:acme/templates.git#v1', 'https://github.com/acme/templates.git', 'v1', ''],
    ['gitlab:acme/team/templates#main', 'https://gitlab.com/acme/team/templates.git', 'main', ''],
    ['bitbucket:acme/templates#release/2', 'https://bitbucket.org/acme/templates.git', 'release/2', ''],
    ['git+https://git.example.com/acme/t.git#v1:layers', 'https://git.example.com/acme/t.git', 'v1', 'layers'],
    ['https://git.example.com:8443/acme/t#v1:a/b/', 'https://git.example.com:8443/acme/t', 'v1', 'a/b'],
    ['git+ssh://git@git.example.com/acme/t.git#v1', 'ssh://git@git.example.com/acme/t.git', 'v1', ''],
    ['git@git.example.com:acme/t.git#v1', 'git@git.example.com:acme/t.git', 'v1', ''],
    ['file:///srv/t.git#0123456789abcdef0123456789abcdef01234567', 'file:///srv/t.git', '0123456789abcdef0123456789abcdef01234567', ''],
  ])('%s', (text, url, ref, folder) => {
    expect(gitSource(text)).toEqual({ text, url, ref, folder });
  });

  it.each(['./templates', '/srv/templates', '../t#1', 'acme-templates', '@acme/templates', 'ext::sh -c id#v1', '.', 'C:\\t'])(
    '%s is none',
    (text) => {
      expect(gitSource(text)).toBeUndefined();
    },
  );

  it.each([
    ['github:acme/templates', 'github:acme/templates has no pin'],
    ['github:acme/templates#', 'has no pin'],
    ['git+https://git.example.com/t.git#:layers', 'has no pin'],
    ['http://git.example.com/t.git#v1', 'not fetched over http'],
    ['git://git.example.com/t.git#v1', 'not fetched over git'],
    ['git+ext://sh#v1', 'not fetched over ext'],
    ['https://me:secret@git.example.com/t.git#v1', 'https://git.example.com/t.git holds a password'],
    ['https://token@git.example.com/t.git#v1', 'https://git.example.com/t.git holds a password'],
    ['https://#v1', 'is no address of a repository'],
    ['ssh://-oProxyCommand=id/t#v1', 'is no address of a repository'],
    ['github:acme/t#--upload-pack=id', 'is no name of a tag, branch or commit'],
    ['github:acme/t#a..b', 'is no name of a tag, branch or commit'],
    ['github:acme/t#v*', 'is no name of a tag, branch or commit'],
    ['github:acme/t#v1:../other', 'is no folder of a repository'],
    ['github:acme/t#v1:/etc', 'is no folder of a repository'],
  ])('%s is refused', (text, message) => {
    expect(() => gitSource(text)).toThrow(message);
  });

  it('never tells a password in its message', () => {
    expect(() => gitSource('https://me:secret@git.example.com/t.git#v1')).toThrow(/^(?!.*secret)/);
  });
});
