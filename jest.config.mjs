import { availableParallelism } from 'node:os';

export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  globalSetup: '<rootDir>/test/global-setup.mjs',
  globalTeardown: '<rootDir>/test/global-teardown.mjs',
  testTimeout: 30_000,
  // Jest alone would leave one of two cores idle.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // What a suite has loaded, Node.js does not give back: a worker that has run a hundred of them is replaced.
  workerIdleMemoryLimit: '1GB',
  coverageProvider: 'babel',
  collectCoverageFrom: ['src/**/*.ts'],
};
