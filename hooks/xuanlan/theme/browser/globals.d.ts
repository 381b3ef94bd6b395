/** What scripts of the site share on `window`. */
interface Window {
  xuanlan?: Record<string, unknown>;
  /** ISO time of the build, from assets/xuanlan/built.js */
  xuanlanBuilt?: string;
  xuanlanTitles?: Array<[string, string, string, string, string, string, string]>;
}
