import Handlebars from 'handlebars';

/** What a component says that it takes, in the comment at its top: `@param name` or `@param [name]`. */
export interface ComponentParameters {
  required: ReadonlySet<string>;
  optional: ReadonlySet<string>;
}

/** A fault in a template, found when templates are checked and not when somebody meets the page. */
export class TemplateFault extends Error {
  constructor(template: string, line: number, fault: string) {
    super(`views/${template}.hbs:${String(line)}: ${fault}`);
    this.name = 'TemplateFault';
  }
}

const COMPONENT = 'components/';

/** Reads the parameters that a component documents; undefined for templates that are no components. */
export function readParameters(template: string, source: string): ComponentParameters | undefined {
  if (!template.startsWith(COMPONENT)) return undefined;
  const comment = /^\{\{!--([\s\S]*?)--\}\}/.exec(source)?.[1];
  if (comment === undefined) throw new TemplateFault(template, 1, 'starts with a comment that says what it takes');
  const names = (pattern: RegExp) => new Set([...comment.matchAll(pattern)].map((match) => match[1] ?? ''));
  return { required: names(/@param (\w+)/g), optional: names(/@param \[(\w+)\]/g) };
}

/**
 * Checks the calls that a template makes: every partial exists, a component is given what it takes and nothing else,
 * and only values that are named as HTML are written unescaped. Throws TemplateFault.
 */
export function checkTemplate(
  template: string,
  program: hbs.AST.Program,
  components: ReadonlyMap<string, ComponentParameters | undefined>,
): void {
  new Checker(template, components).accept(program);
}

class Checker extends Handlebars.Visitor {
  constructor(
    private readonly template: string,
    private readonly components: ReadonlyMap<string, ComponentParameters | undefined>,
  ) {
    super();
  }

  override PartialStatement(partial: hbs.AST.PartialStatement): void {
    this.checkCall(partial);
    super.PartialStatement(partial);
  }

  override PartialBlockStatement(partial: hbs.AST.PartialBlockStatement): void {
    this.checkCall(partial);
    super.PartialBlockStatement(partial);
  }

  override MustacheStatement(mustache: hbs.AST.MustacheStatement): void {
    const name = (mustache.path as hbs.AST.PathExpression).original;
    if (!mustache.escaped && !/(Html|(^|\.)html)$/.test(name))
      throw this.fault(mustache, `{{{${name}}}} is written unescaped, so its name has to end in Html or be html`);
    super.MustacheStatement(mustache);
  }

  private checkCall(partial: hbs.AST.PartialStatement | hbs.AST.PartialBlockStatement): void {
    const name = partial.name.type === 'PathExpression' ? (partial.name).original : undefined;
    // A name worked out at run time is looked up when the page is made.
    if (name === undefined || name.startsWith('@')) return;
    if (!this.components.has(name)) throw this.fault(partial, `there is no views/${name}.hbs`);
    const parameters = this.components.get(name);
    // Handlebars leaves `hash` undefined when nothing is named.
    const hash = partial.hash as hbs.AST.Hash | undefined;
    if (!parameters || (partial.params.length > 0 && !hash)) return;
    if (partial.params.length > 0) throw this.fault(partial, `${name} is given an object or named values, not both`);
    const given = new Set((hash?.pairs ?? []).map((pair) => pair.key));
    for (const key of given)
      if (!parameters.required.has(key) && !parameters.optional.has(key))
        throw this.fault(partial, `${name} does not take ${key}`);
    for (const key of parameters.required)
      if (!given.has(key)) throw this.fault(partial, `${name} needs ${key}`);
  }

  private fault(node: hbs.AST.Node, fault: string): TemplateFault {
    return new TemplateFault(this.template, node.loc.start.line, fault);
  }
}
