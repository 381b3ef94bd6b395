/** What scripts of the site share on `window`. */
interface Window {
  xuanlan?: Record<string, unknown>;
  xuanlanTitles?: Array<[string, string, string, string, string, string, string]>;
}
