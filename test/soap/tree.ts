import { SaxesParser } from 'saxes';

/** An element of an answer, as a strict reader with namespaces sees it. */
export interface Tree {
  readonly namespace: string;
  readonly name: string;
  /** By local name, declarations of namespaces left out. */
  readonly attributes: Readonly<Record<string, string>>;
  /** The prefixes in scope. */
  readonly prefixes: Readonly<Record<string, string>>;
  readonly children: readonly Tree[];
  readonly text: string;
}

type Growing = { -readonly [K in keyof Tree]: Tree[K] } & { children: Growing[] };

/** Reads a document; throws where it is not well-formed, or has an undeclared prefix. */
export function readTree(xml: string): Tree {
  const parser = new SaxesParser<{ xmlns: true }>({ xmlns: true });
  const open: Growing[] = [];
  let root: Tree | undefined;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', () => {
    throw new Error('an answer has a DOCTYPE');
  });
  parser.on('opentag', ({ uri, local, attributes, ns }) => {
    const above = open.at(-1);
    const own = Object.values(attributes).filter(
      ({ prefix, name }) => prefix !== 'xmlns' && name !== 'xmlns',
    );
    const element: Growing = {
      namespace: uri,
      name: local,
      attributes: Object.fromEntries(own.map((attribute) => [attribute.local, attribute.value])),
      prefixes: { ...above?.prefixes, ...ns },
      children: [],
      text: '',
    };
    above?.children.push(element);
    open.push(element);
    root ??= element;
  });
  parser.on('closetag', () => {
    open.pop();
  });
  const addText = (text: string) => {
    const element = open.at(-1);
    if (element) element.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(xml).close();
  if (!root) throw new Error('an answer without a root');
  return root;
}

/** The children of this name. */
export function all(element: Tree, name: string): readonly Tree[] {
  return element.children.filter((child) => child.name === name);
}

/** The text of the element that these names lead to, if there is one. */
export function textAt(element: Tree, ...names: readonly string[]): string | undefined {
  let found: Tree | undefined = element;
  for (const name of names) found = found && all(found, name)[0];
  return found?.text;
}
