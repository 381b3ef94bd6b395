/** The words of data/states.json. The build puts them where this module is imported (render/scripts.py). */
export const TEXTS: {
  labels: Record<string, string>;
  sentences: Record<string, string>;
  tally: Record<string, string>;
  hours: { open: string; closed: string };
  search: Record<string, string>;
  table: { slide: string; colon: string };
  aloud: { read: string; pause: string; resume: string; stop: string; rate: string; rates: string[] };
  share: { scan: string; busy: string; hint: string; save: string; failed: string; alt: string };
  leaving: { sentence: string; leave: string; stay: string };
  kiosk: Record<string, string>;
};
