/** The builders that plugin authors get too. */
export * from '../../src/testing/builders.js';
