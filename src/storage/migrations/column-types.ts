import type { QueryRunner } from 'typeorm';

export type Engine = 'sqlite' | 'mysql';

export function engineOf(runner: QueryRunner): Engine {
  return runner.connection.options.type === 'mysql' ? 'mysql' : 'sqlite';
}

/** The same column in the words of each engine. Texts that are keys compare by code point on both. */
export function columnTypes(engine: Engine) {
  return engine === 'mysql' ? mysql : sqlite;
}

const mysql = {
  table: 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin',
  clustered: 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin',
  counter: 'INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY',
  number: 'INT UNSIGNED',
  bigNumber: 'BIGINT UNSIGNED',
  /** Epoch milliseconds, UTC. */
  instant: 'BIGINT',
  tiny: 'TINYINT UNSIGNED',
  real: 'DOUBLE',
  flag: 'TINYINT(1)',
  /** YYYY-MM-DD */
  day: 'CHAR(10) CHARACTER SET ascii COLLATE ascii_bin',
  id: 'BINARY(16)',
  key: 'VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin',
  path: 'VARCHAR(700) CHARACTER SET ascii COLLATE ascii_bin',
  long: 'MEDIUMTEXT',
  longest: 'LONGTEXT',
  text: (length: number) => `VARCHAR(${length})`,
  ascii: (length: number) => `VARCHAR(${length}) CHARACTER SET ascii COLLATE ascii_bin`,
  binary: (length: number) => `BINARY(${length})`,
  foreign: (columns: string, target: string) => `, FOREIGN KEY (${columns}) REFERENCES ${target}`,
};

const sqlite: typeof mysql = {
  table: 'STRICT',
  clustered: 'STRICT, WITHOUT ROWID',
  counter: 'INTEGER NOT NULL PRIMARY KEY',
  number: 'INTEGER',
  bigNumber: 'INTEGER',
  instant: 'INTEGER',
  tiny: 'INTEGER',
  real: 'REAL',
  flag: 'INTEGER',
  day: 'TEXT',
  id: 'BLOB',
  key: 'TEXT',
  path: 'TEXT',
  long: 'TEXT',
  longest: 'TEXT',
  text: () => 'TEXT',
  ascii: () => 'TEXT',
  binary: () => 'BLOB',
  foreign: (columns, target) => `, FOREIGN KEY (${columns}) REFERENCES ${target}`,
};
