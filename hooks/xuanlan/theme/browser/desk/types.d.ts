/* What the desk's server answers (hooks/xuanlan/desk). */
export type Written = string | null | WrittenRow | Array<string | WrittenRow>;
export type WrittenRow = { [part: string]: string };

/* The same with parts within parts, as registers have them. */
export type Value = string | null | Values | Array<string | Values>;
export interface Values {
  [part: string]: Value;
}

export interface Control {
  element: HTMLElement;
  read: () => Value;
  write?: (words: string) => void;
  add?: (row: WrittenRow) => void;
  tell?: (found: Told[]) => void;
  focus?: (spot: string[]) => void;
  state?: () => Open;
  restore?: (state: Open) => void;
}

/* Which entries are open, by their numbers or by the fields that they are in. */
export interface Open {
  [step: string]: Open | null;
}

/* A finding, and the way to its field: numbers of entries and names of fields. */
export interface Told {
  spot: string[];
  one: Finding;
}

export interface Field {
  name: string;
  label: string;
  about: string;
  example: string;
  type: string;
  parts: Field[];
  choices: string[][];
  default: boolean;
  offer: string;
  only: [string, string[]] | null;
  since: string;
  entry?: string;
  required: boolean;
  first: boolean;
  longest: number;
}

export interface Kind {
  name: string;
  column: string;
  about: string;
  example: string;
  form: Field[];
}

export interface Row {
  id: string;
  path: string;
  title: string;
  kind: string;
  unit: string;
  units: string[];
  date: string;
  state: string;
  label: string;
  due: string;
  stops: number;
  warns: number;
  unsaved: boolean;
}

export interface Finding {
  isWhole?: boolean;
  code: string;
  severity: "error" | "warning" | "info";
  message: string;
  hint: string;
  line: number;
  at?: number;
  column: number;
  field: string;
  spot?: string[];
  found: string;
  put: string | null;
  words: string;
  waiver: string;
}

export interface Medium {
  words: string;
  findings: Finding[];
  pictures: Array<{ data: string; size: [number, number] }>;
  screens: Array<{ title: string; page: string; size: [number, number] }>;
}

export interface ChannelText {
  id: string;
  title: string;
  text: string;
  note?: string;
}

export interface Channel {
  name: string;
  title: string;
  note: string;
  why: string;
  notes: Array<{ words: string; register: string }>;
  texts: ChannelText[];
  files: Array<{ name: string; title: string }>;
  article: { words: string; designs: Array<{ name: string; title: string; note: string; html: string }>; pictures: string[] } | null;
}

export interface Projected {
  words: string;
  told: string[];
  closed: string;
  channels: Channel[];
  root: string;
}

export interface Compared {
  words: string;
  rows: Array<{ fact: string; here: string; there: string }>;
  texts: ChannelText[];
}

export interface Edit {
  base: string;
  fields?: Values | Values[];
  body?: string;
  text?: string;
  /* of a register: all of it with the edit */
  whole?: string;
}

export interface Opened {
  id: string;
  title?: string;
  path: string;
  base: string;
  text: string | null;
  body: string;
  fields: Values | Values[];
  unsaved: Edit | null;
  versions: Array<{ name: string; at: string; who: string }>;
}
