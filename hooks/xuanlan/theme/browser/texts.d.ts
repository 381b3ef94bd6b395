/** The words of data/states.json. The build puts them where this module is imported (outputs/scripts.py). */
export const TEXTS: {
  labels: Record<string, string>;
  sentences: Record<string, string>;
  hours: { open: string; closed: string };
  search: { hint: string; busy: string; count: string; none: string; failed: string; more: string };
};
