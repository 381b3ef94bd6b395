/** The words of data/states.json. The build puts them where this module is imported (render/scripts.py). */
export const TEXTS: {
  labels: Record<string, string>;
  sentences: Record<string, string>;
  tally: Record<string, string>;
  hours: { open: string; closed: string };
  search: Record<string, string>;
  table: { slide: string; colon: string };
  leaving: { sentence: string; leave: string; stay: string };
  kiosk: Record<string, string>;
};
