import type { Reporter } from '../report/reporter.js';
import { pluginCrash, wrongAnswer } from './crash.js';
import type { PluginReporter } from './plugin.js';

/** A reporter of a plugin: what it throws ends the run and names it. */
export function pluginReporter(plugin: string, { name, report: write }: PluginReporter): Reporter {
  const place = { plugin, part: `its reporter ${plugin}/${name}` };
  return (report) => {
    try {
      const text: unknown = write(report);
      if (typeof text === 'string') return text;
      throw wrongAnswer(place, `a report is a text, not ${text === null ? 'null' : typeof text}`);
    } catch (error) {
      throw pluginCrash(place, error);
    }
  };
}
