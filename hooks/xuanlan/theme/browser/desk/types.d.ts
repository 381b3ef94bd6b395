/* What the desk's server answers (hooks/xuanlan/desk). */
export type Written = string | null | WrittenRow | Array<string | WrittenRow>;
export type WrittenRow = { [part: string]: string };

export interface Field {
  name: string;
  label: string;
  about: string;
  example: string;
  type: "line" | "text" | "list" | "day" | "moment" | "flag" | "contact" | "files" | "kind";
  parts: Array<{ name: string; label: string; example: string }>;
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
  date: string;
  state: string;
  label: string;
  due: string;
  stops: number;
  warns: number;
  unsaved: boolean;
}

export interface Finding {
  code: string;
  severity: "error" | "warning" | "info";
  message: string;
  hint: string;
  line: number;
  at: number;
  column: number;
  field: string;
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

export interface Edit {
  base: string;
  fields?: { [name: string]: Written };
  body?: string;
  text?: string;
}

export interface Opened {
  id: string;
  path: string;
  base: string;
  text: string | null;
  body: string;
  fields: { [name: string]: Written };
  unsaved: Edit | null;
  versions: Array<{ name: string; at: string; who: string }>;
}
