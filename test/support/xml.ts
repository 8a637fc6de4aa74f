import { readFileSync } from 'node:fs';

import { validateXML } from 'xmllint-wasm';

/** What libxml2 says against the text: it is no XML, or not what the schema in test/support/schemas asks for. */
export async function xmlProblems(text: string, schema: string): Promise<string[]> {
  const { errors } = await validateXML({
    xml: [{ fileName: 'report.xml', contents: text }],
    schema: [readFileSync(`test/support/schemas/${schema}`, 'utf8')],
  });
  return errors.map(({ message }) => message);
}
