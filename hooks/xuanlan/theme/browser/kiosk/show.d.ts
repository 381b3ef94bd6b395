/**
 * The wire format of a show, which is what one screen plays: the twin of outputs/show.py, where each key is explained;
 * held together by tests/vectors/show.json.
 */

import { Hours } from "../shared/hours.js";
import { Facts } from "../shared/schedule.js";

export interface Code {
  svg: string;
  address: string;
}

interface Notice {
  id: string;
  title: string;
  phrases: string;
  label: string;
  docNo: string;
  unit: string;
  date: string;
  facts: Facts;
  urgent: boolean;
  code: Code | null;
}

export interface Alarm {
  text: string;
  phrases: string;
  name: string;
  phone: string;
  whole: boolean;
}

export interface Text extends Notice {
  kind: "notice" | "rules";
  html: string;
  rows: Array<[string, string] | [string, string, number]>;
  spare: number;
  alarm: Alarm | null;
}

export interface Rule extends Notice {
  kind: "rule";
  number: number;
  count: number;
  html: string;
}

export interface Level {
  title: string;
  aim: string;
  words: string[];
}

export interface Values {
  kind: "values";
  levels: Level[];
  code: Code | null;
}

export interface Value {
  kind: "value";
  number: number;
  word: string;
  english: string;
  level: string;
  aim: string;
  code: Code | null;
}

export interface Line {
  name: string;
  number: string;
  hours: string;
  open: Hours | null;
  purpose: string;
  note: string;
}

export interface Hotlines {
  kind: "hotlines";
  lines: Line[];
  code: Code | null;
}

export interface Picture {
  kind: "picture";
  media: string;
  alt: string;
  caption: string;
}

export interface Photo extends Notice {
  kind: "photo";
  media: string;
  caption: string;
  captionPhrases: string;
  number: number;
  count: number;
}

export interface Countdown {
  kind: "countdown";
  event: string;
  phrases: string;
  day: number;
  onDay: string;
  after: string;
}

export interface Slogan {
  kind: "slogan";
  text: string;
  phrases: string;
}

export interface Task {
  text: string;
  phrases: string;
  who: string;
  plan: string;
  days: number[];
  done: number[];
}

export interface Due {
  kind: "due";
  tasks: Task[];
  most: number;
  code: Code | null;
}

export interface Clock {
  kind: "clock";
}

export type Item = Text | Rule | Values | Value | Hotlines | Picture | Photo | Countdown | Slogan | Due | Clock;

type KeyOf<Kind> = Kind extends unknown ? keyof Kind : never;
type ValueOf<Kind, Key> = Kind extends unknown ? (Key extends keyof Kind ? Kind[Key] : never) : never;

/** An item whose kind has not been looked at: it may have whatever some kind has. */
export type AnyItem = { kind: string } & { [Key in Exclude<KeyOf<Item>, "kind">]?: ValueOf<Item, Key> };

export interface Play {
  items: string[];
  dwell?: number;
  hours?: Hours;
  limit?: number;
  from?: number;
  until?: number;
}

export interface Screen {
  title: string;
  theme: string;
  hours: Hours | null;
  site: string;
  maxSlides: number;
  night: string;
  ticker: boolean;
}

export interface Show {
  format: 1;
  player: string[];
  screen: Screen;
  dwell: Record<string, number>;
  playlist: Play[];
  urgent: string[];
  ticker: string[];
  items: Record<string, Item>;
  media: Record<string, [string, string]>;
}
