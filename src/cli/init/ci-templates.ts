export const CI_SYSTEMS = ['github', 'gitlab'] as const;
export type CiSystem = (typeof CI_SYSTEMS)[number];

export interface CiSettings {
  /** Of msa: what is checked today is checked tomorrow. */
  readonly version: string;
  /** Folder of the system, from the top of the repository; '' is the top itself. */
  readonly root: string;
}

export interface CiFile {
  /** From the top of the repository. */
  readonly path: string;
  readonly text: string;
}

/** What runs msa on every change: a workflow of GitHub, or the jobs of GitLab. */
export function ciFile(system: CiSystem, settings: CiSettings): CiFile {
  return system === 'github'
    ? { path: '.github/workflows/msa.yml', text: githubWorkflow(settings) }
    : { path: '.gitlab-ci.yml', text: gitlabJobs(settings) };
}

/** Annotations, the table in the summary of the job, and alerts under Security. */
function githubWorkflow(settings: CiSettings): string {
  return `# msa on every change: annotations, a table in the summary of the job, alerts under Security.
name: msa
on:
  pull_request:
  push:
    branches: [main, master]
permissions:
  contents: read
  security-events: write # to upload the alerts
jobs:
  architecture:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - uses: actions/setup-node@v5
        with:
          node-version: 22
      - run: ${yamlText(command(settings, ['--format github', '--format code-scanning=msa.sarif']))}
      # Needs code scanning: public repositories, or GitHub Code Security. Forks may not upload.
      - uses: github/codeql-action/upload-sarif@v4
        if: always() && hashFiles('msa.sarif') != '' && github.event.pull_request.head.repo.fork != true
        with:
          sarif_file: msa.sarif
`;
}

/** Code Quality in merge requests, tests in the pipeline. */
function gitlabJobs(settings: CiSettings): string {
  return `# msa on every change: Code Quality in merge requests, a test for each rule and service in the pipeline.
msa:
  image: node:22-slim
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  script:
    - ${yamlText(command(settings, ['--format text', '--format gitlab=gl-code-quality-report.json', '--format junit=msa-junit.xml']))}
  artifacts:
    when: always
    paths: [gl-code-quality-report.json]
    reports:
      codequality: gl-code-quality-report.json
      junit: msa-junit.xml
`;
}

function command({ version, root }: CiSettings, reports: readonly string[]): string {
  const where = root === '' ? [] : [`--root ${shellWord(root)}`];
  return [`npx --yes msa-lint@${version} lint`, ...where, ...reports].join(' ');
}

function shellWord(text: string): string {
  return /^[\w./@-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Plain where YAML reads it as it stands, else in quotes: JSON's are YAML's too. */
function yamlText(text: string): string {
  return /^[\w./@= -]+$/.test(text) ? text : JSON.stringify(text);
}
