import path from 'node:path';

/** Where msa's package.json lies: two folders above every folder of code, also above the one that the code is bundled into. */
export const PACKAGE_FOLDER = path.resolve(import.meta.dirname, '../..');
