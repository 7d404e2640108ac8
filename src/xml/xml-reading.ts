import { SaxesParser, type SaxesTagNS } from 'saxes';
import { complaint, failureAt, suspect, type XmlSituation } from './xml-complaint.js';
import { type XmlAttribute, XmlElement } from './xml-element.js';
import { excerpt, XmlFailure, type XmlFailureReason } from './xml-failure.js';
import type { XmlLimits } from './xml-limits.js';
import { locate, startOfLine, type XmlPosition } from './xml-position.js';

const NO_ATTRIBUTES: readonly XmlAttribute[] = [];
const XMLNS = 'http://www.w3.org/2000/xmlns/';

const LONE_SURROGATE = /\p{Surrogate}/u;

/** What a name may not begin with though it may go on with it (XML 1.0, 2.3; Namespaces in XML 1.0, 4). */
const NOT_AT_THE_BEGINNING = /^(?:[-.0-9\u00B7\u203F\u2040]|[\u0300-\u036F])/;

/** One document on its way from text to tree. After a failure it is of no more use. */
export class XmlReading {
  readonly #text: string;
  readonly #limits: XmlLimits;
  readonly #parser = new SaxesParser<{ xmlns: true; position: false }>({ xmlns: true, position: false });
  readonly #open: XmlElement[] = [];
  #root: XmlElement | undefined;
  #elements = 0;
  #attributes = 0;
  #piece = 0;
  #closedName = '';
  #closedLine = 1;

  constructor(text: string, limits: XmlLimits) {
    this.#text = text;
    this.#limits = limits;
    if (text.length > limits.size) {
      throw this.#failure('too_large', `the document is longer than ${limits.size} characters`, 0);
    }
    const parser = this.#parser;
    // Six handlers and not one more: V8 would turn the parser into a dictionary, four times slower. Hence
    // complaints are caught (without a handler the first is thrown), and the prolog is checked at the root.
    parser.on('opentag', (tag) => this.#openElement(tag));
    parser.on('closetag', (tag) => this.#closeElement(tag.name));
    parser.on('attribute', () => this.#countAttribute());
    parser.on('text', (run) => this.#addRun(run));
    parser.on('cdata', (run) => this.#addSection(run));
    parser.on('processinginstruction', () => this.#refuse());
  }

  /** Takes the text from one offset to another, which never part a pair of surrogates. */
  read(from: number, to: number): void {
    const slice = this.#text.slice(from, to);
    const lone = slice.search(LONE_SURROGATE);
    this.#parse(lone === -1 ? slice : slice.slice(0, lone));
    // The parser would take a lone surrogate together with the character that follows.
    if (lone !== -1) throw this.#failure('malformed', 'half of a surrogate pair', from + lone);
    // Not the parser's own position, which is right only while it parses.
    this.#checkPiece(to);
  }

  /** The root with what has been read of it so far. */
  get root(): XmlElement | undefined {
    return this.#root;
  }

  end(): XmlElement {
    this.#parse(null);
    if (this.#root === undefined) throw new Error('the parser accepted a document without a root');
    return this.#root;
  }

  #parse(slice: string | null): void {
    try {
      this.#parser.write(slice);
    } catch (error) {
      if (error instanceof XmlFailure || !(error instanceof Error)) throw error;
      throw complaint(this.#text, error.message, this.#situation());
    }
  }

  #openElement(tag: SaxesTagNS): void {
    const start = this.#text.lastIndexOf('<', this.#parser.position - 1);
    if (this.#root === undefined) this.#checkProlog(start);
    this.#elements++;
    const { depth, elements } = this.#limits;
    if (this.#open.length >= depth) {
      throw this.#failure('too_large', `elements are nested deeper than ${depth} levels`, start);
    }
    if (this.#elements > elements) {
      throw this.#failure('too_large', `there are more than ${elements} elements`, start);
    }
    if (tag.prefix !== '') this.#checkLocalName(tag.local);
    const attributes = this.#attributes === 0 ? NO_ATTRIBUTES : this.#attributesOf(tag);
    const { line, column } = this.#place(start);
    const element = new XmlElement(tag.uri, tag.local, attributes, line, column);
    const parent = this.#open.at(-1);
    if (parent === undefined) this.#root = element;
    else parent.children.push(element);
    this.#open.push(element);
    this.#passPiece(this.#parser.position);
  }

  #checkProlog(end: number): void {
    const { version = '1.0' } = this.#parser.xmlDecl;
    if (version !== '1.0') {
      throw this.#failure('refused', `XML ${excerpt(version)} is not accepted, only XML 1.0 is`, 0);
    }
    if (end === 0 || !this.#text.slice(0, end).includes('<!')) return;
    const refused = suspect(this.#text, { ...this.#situation(), piece: 0, at: end });
    if (refused !== undefined) throw refused;
  }

  /** The place of a tag that has just ended. */
  #place(start: number): XmlPosition {
    const { position, columnIndex, line } = this.#parser;
    const lineStart = position - columnIndex;
    if (start >= lineStart) return { line, column: start - lineStart + 1 };
    const linesWithin = locate(this.#text.slice(start, lineStart), lineStart - start).line - 1;
    return { line: line - linesWithin, column: start - startOfLine(this.#text, start) + 1 };
  }

  #countAttribute(): void {
    this.#attributes++;
    if (this.#attributes > this.#limits.attributes) {
      const start = this.#text.lastIndexOf('<', this.#parser.position - 1);
      throw this.#failure(
        'too_large',
        `an element has more than ${this.#limits.attributes} attributes`,
        start,
      );
    }
    this.#passPiece(this.#parser.position);
  }

  #attributesOf(tag: SaxesTagNS): readonly XmlAttribute[] {
    this.#attributes = 0;
    const attributes: XmlAttribute[] = [];
    for (const { uri, prefix, local, value } of Object.values(tag.attributes)) {
      if (prefix !== '') this.#checkLocalName(local);
      if (uri !== XMLNS) attributes.push({ namespace: uri, name: local, value });
    }
    return attributes;
  }

  #checkLocalName(local: string): void {
    if (!NOT_AT_THE_BEGINNING.test(local)) return;
    const start = this.#text.lastIndexOf('<', this.#parser.position - 1);
    throw this.#failure('malformed', `"${excerpt(local)}" cannot follow a prefix as a name`, start);
  }

  /** Comes before the parser has compared the names. */
  #closeElement(name: string): void {
    this.#closedName = name;
    this.#closedLine = this.#open.pop()?.line ?? 1;
    this.#passPiece(this.#parser.position);
  }

  #addRun(run: string): void {
    // Outside the root come only blanks; or else the parser complains next, and this is the piece it means.
    if (this.#open.length === 0) return;
    this.#addText(run);
    this.#passPiece(this.#parser.position - 1);
  }

  #addSection(run: string): void {
    this.#addText(run);
    this.#passPiece(this.#parser.position);
  }

  #addText(run: string): void {
    const element = this.#open.at(-1);
    if (element === undefined) return;
    element.text = element.text === '' ? run : element.text + run;
    if (element.text.length > this.#limits.textLength) throw this.#overlong();
  }

  #passPiece(next: number): void {
    this.#checkPiece(next);
    this.#piece = next;
  }

  #checkPiece(end: number): void {
    if (end - this.#piece <= this.#limits.textLength) return;
    throw suspect(this.#text, { ...this.#situation(), at: end }) ?? this.#overlong();
  }

  #overlong(): XmlFailure {
    const problem = `a piece of text or markup is longer than ${this.#limits.textLength} characters`;
    return this.#failure('too_large', problem, this.#piece);
  }

  #refuse(): never {
    const refused = suspect(this.#text, this.#situation());
    throw refused ?? this.#failure('refused', 'a processing instruction is not accepted', this.#piece);
  }

  #situation(): XmlSituation {
    return {
      at: this.#parser.position,
      piece: this.#piece,
      closed: { name: this.#closedName, line: this.#closedLine },
      openLine: this.#open.at(-1)?.line ?? 1,
    };
  }

  #failure(reason: XmlFailureReason, problem: string, offset: number): XmlFailure {
    return failureAt(this.#text, reason, problem, offset);
  }
}
