import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

// Loaded into a process of msa (`node --import`): at the rename whose number SIGNAL_AT tells, it gets the signal named there.
const [signal, number] = (process.env.SIGNAL_AT ?? '').split(' ');
const rename = fs.promises.rename;
let renames = 0;

fs.promises.rename = async (from, to) => {
  renames += 1;
  if (renames === Number(number)) {
    process.kill(process.pid, signal);
    // Signals that can be handled are handled in a later turn.
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return rename(from, to);
};
syncBuiltinESMExports();
