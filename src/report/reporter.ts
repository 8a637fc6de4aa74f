import type { Report } from '../model/analysis.js';

/** A report as text; who called decides where it goes. */
export type Reporter = (report: Report) => string;
