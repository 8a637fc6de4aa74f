/** Tests, samples and documentation deploy what is no part of the system. */
const ALWAYS = /^(e2e|tests?|__tests__|spec|examples?|samples?|fixtures|cypress|\.github|\.devcontainer|docs|_.*templates?|_.*examples?)$/i;
/** `k6-tests`, `load-test`: tests of a kind. */
const KIND_OF_TESTS =
  /^(?:.*[-_])?(?:k6|e2e|load|stress|perf|performance|integration|acceptance|smoke|contract|functional|system|unit|regression|fault[-_]?tolerance|resilience|chaos)[-_]?tests?$|^k6$/i;
/** So do these, unless a service is called so. */
const MOSTLY =
  /^(template|(?:micro-?)?(?:service|app|project)s?[-_]templates?|playgrounds?|sandbox(es)?|contrib|unused|deprecated|obsolete|archived)$/i;
/** A name that cookiecutter, mustache or plop replace: what lies in it is made into services later. */
const PLACEHOLDER = /\{\{.*\}\}/;
/** Folders whose children are named after what they are. */
const GROUP = /^(.*[-_])?(apps|applications|services|micro-?services|servers|workers|functions|gateways|backends|frontends|clients)$/i;

/** Is a folder in a part of the repository that is not deployed? */
export function isSandbox(folder: string): boolean {
  const names = folder.split('/');
  return names.some(
    (name, i) => ALWAYS.test(name) || PLACEHOLDER.test(name) || isTests(name) || (MOSTLY.test(name) && !GROUP.test(names[i - 1] ?? '')),
  );
}

/** The name of a folder that holds tests of a kind. */
export function isTests(name: string): boolean {
  return KIND_OF_TESTS.test(name);
}

/** `services/orders`: a folder in one that is called after processes. */
export function isInGroup(folder: string): boolean {
  return GROUP.test(folder.split('/').at(-2) ?? '');
}
