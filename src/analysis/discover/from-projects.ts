import { asMap, parsed } from '../deployment-files/packages.js';
import { baseName, below, folderOf } from '../../shared/paths.js';
import type { DeploymentFiles } from '../deployment-files/read.js';
import type { Candidate } from './candidate.js';
import type { Folders } from './folders.js';

/** Folders that Nx or Nest call libraries. */
export function declaredLibraries({ files, tree }: Pick<DeploymentFiles, 'files' | 'tree'>): ReadonlySet<string> {
  const nx = files
    .filter((file) => baseName(file) === 'project.json' && parsed(tree.read(file) ?? '')?.get('projectType') === 'library')
    .map(folderOf);
  const nest = files
    .filter((file) => baseName(file) === 'nest-cli.json')
    .flatMap((file) =>
      [...(asMap(parsed(tree.read(file) ?? '')?.get('projects')) ?? [])].map(([, project]) => ({ file, of: asMap(project) })),
    )
    .flatMap(({ file, of }) => {
      const root = of?.get('root');
      return of?.get('type') === 'library' && typeof root === 'string' ? [below(folderOf(file), root)] : [];
    });
  return new Set([...nx, ...nest]);
}

/** Applications of nest-cli.json. */
export function fromNest(files: DeploymentFiles, folders: Folders): Candidate[] {
  return files.files
    .filter((f) => baseName(f) === 'nest-cli.json')
    .flatMap((file) => {
      const projects = asMap(parsed(files.tree.read(file) ?? '')?.get('projects'));
      return [...(projects ?? [])].flatMap(([name, project]) => {
        const of = asMap(project);
        const root = of?.get('root');
        if (of?.get('type') !== 'application' || typeof root !== 'string') return [];
        const [sourceRoot, entry] = [of.get('sourceRoot'), of.get('entryFile')];
        const path = below(folderOf(file), root);
        if (!folders.hasSource(path)) return [];
        const start =
          typeof sourceRoot === 'string' && typeof entry === 'string' ? `${below(folderOf(file), sourceRoot)}/${entry}.ts` : undefined;
        return [
          {
            path,
            source: 'nest' as const,
            aliases: [name],
            evidence: { at: { file, line: 1, column: 1 }, text: `application ${name} of nest-cli.json` },
            ...(start !== undefined && { entries: [start] }),
          },
        ];
      });
    });
}

/** Applications of Nx. */
export function fromNx(files: DeploymentFiles, folders: Folders): Candidate[] {
  return files.files
    .filter((f) => baseName(f) === 'project.json')
    .flatMap((file) => {
      const project = parsed(files.tree.read(file) ?? '');
      const path = folderOf(file);
      const [type, name] = [project?.get('projectType'), project?.get('name')];
      if (type !== 'application' || path.endsWith('-e2e') || !folders.hasSource(path)) return [];
      return [
        {
          path,
          source: 'nx' as const,
          aliases: typeof name === 'string' ? [name] : [],
          evidence: { at: { file, line: 1, column: 1 }, text: 'Nx application' },
        },
      ];
    });
}
