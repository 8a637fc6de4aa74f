import path from 'node:path';

import ts from 'typescript';

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
}

/**
 * What a cluster with Argo Rollouts would refuse, one sentence each: fields that it does not know, which the schemas of
 * the models let pass and their types do not, and values that are not allowed. Keys say where a manifest stands.
 */
export async function refusals(manifests: ReadonlyMap<string, Manifest>): Promise<string[]> {
  return [...fieldsRefused(manifests), ...(await valuesRefused(manifests))];
}

function modelOf({ apiVersion, kind }: Manifest): string {
  const models = apiVersion.startsWith('argoproj.io/') ? '@kubernetes-models/argo-rollouts' : 'kubernetes-models';
  return `${models}/${apiVersion}/${kind}`;
}

async function valuesRefused(manifests: ReadonlyMap<string, Manifest>): Promise<string[]> {
  const refused: string[] = [];
  for (const [where, manifest] of manifests) {
    const model = (await import(modelOf(manifest))) as Record<string, new (data: Manifest) => { validate: () => void }>;
    const Model = model[manifest.kind];
    if (Model === undefined) throw new Error(`no model of ${manifest.kind}`);
    try {
      new Model(manifest).validate();
    } catch (error) {
      refused.push(`${where}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return refused;
}

/** Every manifest as an object literal of its type, in one program: excess properties are errors there. */
function fieldsRefused(manifests: ReadonlyMap<string, Manifest>): string[] {
  const file = path.resolve('manifests.ts');
  const declarations = [...manifests.values()].map(
    (manifest) => `const _: import('${modelOf(manifest)}').I${manifest.kind} = ${JSON.stringify(manifest)};`,
  );
  const text = declarations.map((declaration) => `{ ${declaration} }\n`).join('');
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const program = ts.createProgram([file], options, {
    ...host,
    getSourceFile: (name, ...rest) =>
      name === file ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022) : host.getSourceFile(name, ...rest),
  });
  const places = [...manifests.keys()];
  return ts.getPreEmitDiagnostics(program).map(({ file: source, start = 0, messageText }) => {
    const line = source?.getLineAndCharacterOfPosition(start).line ?? -1;
    return `${places[line] ?? source?.fileName ?? 'the program'}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}
