import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Handlebars from 'handlebars';
import { checkTemplate, type ComponentParameters, readParameters } from './template-checks.js';
import { templateFunctions } from './template-functions.js';

const COMPILE: CompileOptions = {
  strict: true,
  preventIndent: true,
  knownHelpersOnly: true,
  knownHelpers: Object.fromEntries(Object.keys(templateFunctions).map((name) => [name, true])),
};

interface PartialCall extends Handlebars.RuntimeOptions {
  hash?: Record<string, unknown>;
  fn?: Handlebars.TemplateDelegate;
}

/** All templates of a folder, each compiled when it is first needed. */
export class TemplateSet {
  private readonly templates = new Map<string, Handlebars.TemplateDelegate>();

  private constructor(
    private readonly handlebars: typeof Handlebars,
    private readonly sources: ReadonlyMap<string, string>,
    private readonly parameters: ReadonlyMap<string, ComponentParameters | undefined>,
  ) {}

  /** Reads every template under the folder. */
  static load(folder: string): TemplateSet {
    const handlebars = Handlebars.create();
    handlebars.registerHelper(templateFunctions);
    const sources = readSources(folder);
    const parameters = new Map([...sources].map(([name, source]) => [name, readParameters(name, source)]));
    const set = new TemplateSet(handlebars, sources, parameters);
    for (const [name, source] of sources) set.add(name, handlebars.compile(source, COMPILE), parameters.get(name));
    return set;
  }

  /**
   * Throws TemplateFault for the first template that calls another wrongly. The tests ask it of every template that ships,
   * and so does whoever edits one while the product runs; a start need not.
   */
  check(): void {
    for (const [name, source] of this.sources)
      checkTemplate(name, this.handlebars.parse(source, { srcName: name }), this.parameters);
  }

  /** Makes the HTML of a template. `data` holds what templates reach with `@name`. */
  render(name: string, context: object, data: Record<string, unknown>): string {
    const template = this.templates.get(name);
    if (!template) throw new Error(`There is no views/${name}.hbs.`);
    return template(context, { data });
  }

  private add(name: string, template: Handlebars.TemplateDelegate, parameters: ComponentParameters | undefined): void {
    this.templates.set(name, template);
    this.handlebars.registerPartial(name, parameters ? isolated(name, template, parameters) : template);
  }
}

/** A component sees what it was given and nothing of the page around it; what stands between its tags sees the page. */
function isolated(name: string, template: Handlebars.TemplateDelegate, parameters: ComponentParameters): Handlebars.TemplateDelegate {
  return (context: object, options?: PartialCall) => {
    const own = options?.hash ?? context;
    for (const key of parameters.required)
      if ((own as Record<string, unknown>)[key] === undefined) throw new Error(`components: ${name} was given no ${key}.`);
    // Without tags of its own it must not find those of a component around it.
    const given = (options?.data ?? {}) as Record<string, unknown>;
    const block = options?.fn && (given['partial-block'] as Handlebars.TemplateDelegate | undefined);
    const data = {
      ...given,
      'partial-block': block && ((_own: object, call?: Handlebars.RuntimeOptions) => block(context, call)),
    };
    return template(own, { ...options, data });
  };
}

function readSources(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.hbs'));
  return new Map(
    files
      .sort()
      .map((file) => [
        file.slice(0, -'.hbs'.length).split(path.sep).join('/'),
        // A partial inside a sentence must not bring its file's last line break along.
        readFileSync(path.join(folder, file), 'utf8').trimEnd(),
      ]),
  );
}
