/** What every page has, whatever else it shows. */
export interface PageModel {
  /** Names the page in the browser's tab and history; the heading usually repeats it. */
  title: string;
}

/** A typed contract between a controller and a template: who sends the page must give exactly this view. */
export interface Page<View extends PageModel> {
  /** Path of the template under views/, without its extension. */
  readonly template: string;
  readonly layout: string;
  /** Never set: carries the type. */
  readonly view?: View;
}

/** Declares a page by its template, `trusts/trust` for views/trusts/trust.hbs, and the layout that wraps it. */
export function definePage<View extends PageModel>(template: string, layout = 'layouts/main'): Page<View> {
  return { template, layout };
}
