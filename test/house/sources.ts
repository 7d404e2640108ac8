import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** One `import`, `export … from` or `import()` of a source. */
export interface Import {
  readonly line: number;
  /** As it is written. */
  readonly specifier: string;
  /** The source that it leads to, relative to `src/`; undefined for a library. */
  readonly target: string | undefined;
  readonly typesOnly: boolean;
}

/** An identifier, a text or a number of the code; comments are none of these. */
export interface Word {
  readonly line: number;
  readonly kind: 'identifier' | 'text' | 'number';
  readonly text: string;
}

export interface Source {
  /** Relative to `src/`, with slashes. */
  readonly path: string;
  /** The first folder; empty for a file that stands in none. */
  readonly room: string;
  /** File name without `.ts`. */
  readonly name: string;
  readonly text: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  /** Names of what is exported and exists at run time, with what it is. */
  readonly exports: readonly { readonly name: string; readonly kind: 'function' | 'class' | 'value' }[];
  readonly words: readonly Word[];
  /** Statements at the top that do something as soon as the file is imported. */
  readonly effects: readonly { readonly line: number; readonly text: string }[];
}

export const top = fileURLToPath(new URL('../../', import.meta.url));

/** Every file of a folder of the repository, with slashes, relative to it. */
export function filesUnder(folder: string): string[] {
  return readdirSync(`${top}${folder}`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => posix.join(entry.parentPath.replaceAll('\\', '/'), entry.name))
    .map((path) => path.slice(posix.join(top.replaceAll('\\', '/'), folder).length + 1))
    .sort();
}

/** All of `src/`. */
export function readSources(): Source[] {
  return filesUnder('src')
    .filter((path) => path.endsWith('.ts'))
    .map((path) => sourceOf(path, readFileSync(`${top}src/${path}`, 'utf8')));
}

export function sourceOf(path: string, text: string): Source {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  const lineOf = (node: ts.Node) => file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
  const imports: Import[] = [];
  const words: Word[] = [];
  const visit = (node: ts.Node): void => {
    const found = importOf(node);
    if (found) {
      const { specifier, typesOnly } = found;
      imports.push({ line: lineOf(node), specifier, target: targetOf(path, specifier), typesOnly });
    }
    if (ts.isIdentifier(node)) words.push({ line: lineOf(node), kind: 'identifier', text: node.text });
    else if (ts.isNumericLiteral(node))
      words.push({ line: lineOf(node), kind: 'number', text: node.getText(file) });
    else if (isText(node)) words.push({ line: lineOf(node), kind: 'text', text: node.text });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return {
    path,
    room: path.includes('/') ? (path.split('/', 1)[0] ?? '') : '',
    name: posix.basename(path, '.ts'),
    text,
    lines: text.split('\n').length - 1,
    imports,
    exports: file.statements.flatMap(exportsOf),
    words,
    effects: file.statements
      .filter(doesSomething)
      .map((node) => ({ line: lineOf(node), text: node.getText(file).split('\n', 1)[0] ?? '' })),
  };
}

function isText(node: ts.Node): node is ts.Node & { readonly text: string } {
  return (
    ts.isStringLiteral(node) ||
    ts.isNoSubstitutionTemplateLiteral(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddle(node) ||
    ts.isTemplateTail(node) ||
    ts.isRegularExpressionLiteral(node)
  );
}

function importOf(node: ts.Node): { specifier: string; typesOnly: boolean } | undefined {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    const clause = node.importClause;
    const named = clause?.namedBindings;
    const allTypes =
      clause !== undefined &&
      clause.name === undefined &&
      named !== undefined &&
      ts.isNamedImports(named) &&
      named.elements.every((element) => element.isTypeOnly);
    return {
      specifier: node.moduleSpecifier.text,
      typesOnly: allTypes || clause?.phaseModifier === ts.SyntaxKind.TypeKeyword,
    };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
    return { specifier: node.moduleSpecifier.text, typesOnly: node.isTypeOnly };
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [argument] = node.arguments;
    if (argument && ts.isStringLiteral(argument)) return { specifier: argument.text, typesOnly: false };
  }
  return undefined;
}

function targetOf(path: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  return posix.join(posix.dirname(path), specifier).replace(/\.js$/, '.ts');
}

function exportsOf(node: ts.Statement): Source['exports'] {
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
  if (!modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword)) return [];
  if (ts.isFunctionDeclaration(node)) return [{ name: node.name?.text ?? 'default', kind: 'function' }];
  if (ts.isClassDeclaration(node)) return [{ name: node.name?.text ?? 'default', kind: 'class' }];
  if (!ts.isVariableStatement(node)) return [];
  return node.declarationList.declarations.map(({ name, initializer }) => {
    const made = initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer));
    return { name: name.getText(), kind: made ? ('function' as const) : ('value' as const) };
  });
}

/** Whether a statement at the top of a file is more than a declaration. */
function doesSomething(node: ts.Statement): boolean {
  if (ts.isImportDeclaration(node)) return node.importClause === undefined;
  return !(
    ts.isImportEqualsDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isExportAssignment(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isModuleDeclaration(node) ||
    ts.isVariableStatement(node)
  );
}
