/** For tests of rules, libraries and reporters of one's own: any test runner does, none is needed. */
export { analyzeFiles } from './analyze-files.js';
export * from './builders.js';
export { type ExpectedFinding, type InvalidCase, RuleTester, type ValidCase } from './rule-tester.js';
