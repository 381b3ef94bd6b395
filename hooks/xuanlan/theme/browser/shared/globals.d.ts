/** What scripts of the site share on `window`. */
interface Window {
  xuanlan?: Record<string, unknown>;
  /** ISO time of the build, from assets/xuanlan/built.js */
  xuanlanBuilt?: string;
  /** from assets/xuanlan/search.js, once it is loaded */
  xuanlanSearch?: { search: (query: string) => Promise<object>; startSearchPage: (results: HTMLElement) => void };
  /** from assets/xuanlan/inflate.js, on browsers without DecompressionStream */
  xuanlanInflate?: (bytes: Uint8Array) => Uint8Array;
  /** called by each data file of the search index with what it holds */
  xl?: (content: any) => void;
  /** called by each part of a screen's show with its content */
  xlPart?: (content: unknown) => void;
  /** from assets/xuanlan/card.js, once it is loaded */
  xuanlanCard?: (button: HTMLElement) => HTMLElement[];
  /** the edition of the kiosk program that runs in this page */
  xuanlanKiosk?: any;
}
