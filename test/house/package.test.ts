import { readFileSync } from 'node:fs';
import { describe } from '@jest/globals';
import { usage } from '../../src/command/arguments.js';
import { Settings } from '../../src/settings.js';
import { libraryOf } from './imports.js';
import { law } from './law.js';
import { filesUnder, readSources, top } from './sources.js';

const json = (path: string) => JSON.parse(readFileSync(`${top}${path}`, 'utf8'));
const manifest = json('package.json') as {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
};
const lock = json('package-lock.json').packages as Readonly<
  Record<
    string,
    { readonly hasInstallScript?: boolean; readonly dependencies?: object; readonly devDependencies?: object }
  >
>;
const readme = readFileSync(`${top}README.md`, 'utf8');
const sources = readSources();
const imported = new Set(
  sources.flatMap(({ imports }) => imports.map(({ specifier }) => libraryOf(specifier))),
);

/** Loaded by typeorm itself. */
const loadedElsewhere = ['better-sqlite3'];

describe('the package', () => {
  law(
    'what src/ imports is a dependency, and every dependency is imported there',
    'move what only tests need to devDependencies, and remove what nobody needs.',
    () => [
      ...[...imported]
        .filter((name) => !name.startsWith('.') && !name.startsWith('node:') && !manifest.dependencies[name])
        .map((name) => `${name} is imported, but no dependency`),
      ...Object.keys(manifest.dependencies)
        .filter((name) => !imported.has(name) && !loadedElsewhere.includes(name))
        .map((name) => `${name} is a dependency, but not imported`),
    ],
  );

  law('versions are exact, and the lock file is in step', 'pin the version and run npm install.', () => {
    const wanted = { ...manifest.dependencies, ...manifest.devDependencies };
    const locked = { ...lock['']?.dependencies, ...lock['']?.devDependencies } as Record<string, string>;
    return Object.keys({ ...wanted, ...locked })
      .filter((name) => wanted[name] !== locked[name] || !/^\d/.test(wanted[name] ?? ''))
      .map((name) => `${name}: ${wanted[name]} in package.json, ${locked[name]} in package-lock.json`);
  });

  law(
    'every package with an install script is named in allowScripts, and no other',
    'see what the script does; name the package in allowScripts with true if we need what it makes, else with false.',
    () => {
      const scripted = Object.keys(lock)
        .filter((path) => lock[path]?.hasInstallScript)
        .map((path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
      const named = Object.keys(manifest.allowScripts);
      return [
        ...scripted.filter((name) => !named.includes(name)).map((name) => `${name} is not named`),
        ...named.filter((name) => !scripted.includes(name)).map((name) => `${name} has no install script`),
      ];
    },
  );
});

/** All that is written in the form of the expression. */
const mentions = (expression: RegExp) => [
  ...new Set([...readme.matchAll(expression)].map(([, name = '']) => name)),
];

describe('the README', () => {
  law('names scripts that there are', 'correct the name, or add the script to package.json.', () =>
    mentions(/\bnpm run ([a-z][\w:-]*)/g).filter((name) => !manifest.scripts[name]),
  );

  law(
    'names commands that there are, and all of them',
    'bring README.md and the usage text together.',
    () => {
      const known = [...usage.matchAll(/^ {2}matricula (\w+)/gm)].map(([, name = '']) => name);
      const named = mentions(/\bmatricula (serve|migrate|[a-z]+(?= ))/g);
      const unknown = mentions(/\bnpx matricula ([a-z]+)/g).filter((name) => !known.includes(name));
      return [...unknown, ...known.filter((name) => name !== 'demo' && !named.includes(name))];
    },
  );

  law('names every setting', 'add a row for it to the table of settings.', () =>
    Object.keys(Settings.properties).filter((name) => !readme.includes(`\`${name}\``)),
  );

  law('points to files that there are', 'correct the path.', () => {
    const files = new Set(
      ['src', 'test', 'bench', 'wsdl', 'sample', 'openapi'].flatMap((folder) => [
        folder,
        ...filesUnder(folder).flatMap((path) => {
          const parts = `${folder}/${path}`.split('/');
          return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
        }),
      ]),
    );
    return mentions(/`((?:src|test|bench|wsdl|sample|openapi)\/[\w./-]*)`/g).filter(
      (path) => !files.has(path.replace(/\/$/, '')),
    );
  });
});
