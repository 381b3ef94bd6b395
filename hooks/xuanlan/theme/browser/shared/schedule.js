/**
 * Time rules, pure: the twin of models/schedule.py, held together by tests/vectors/schedule.json.
 * Moments are epoch seconds; days and words are those of Asia/Shanghai (+08:00, no daylight saving), wherever the
 * reader's machine thinks it is. Intervals are half-open: from <= now < until.
 */

/**
 * What a state depends on: p publish, e expires, o open_from, c open_until, t pinned_until; f fixed state;
 * r 1 when the list goes after the period.
 * @typedef {{p: number, e?: number, o?: number, c?: number, t?: number, f?: string, r?: number}} Facts
 */

const SHANGHAI = 8 * 3600;
const DAY = 86400;
const CLOCK_TRUST_DAYS = 400;

/**
 * @param {string | null} json the attribute data-facts
 * @returns {Facts | null} null when it cannot be used
 */
export function parseFacts(json) {
  try {
    const facts = JSON.parse(json || "");
    const moments = [facts.p, facts.e, facts.o, facts.c, facts.t];
    const sound = moments.every((moment, index) => (index > 0 && moment === undefined) || Number.isFinite(moment));
    return sound ? facts : null;
  } catch (error) {
    return null;
  }
}

/**
 * @param {Facts} facts
 * @param {number} now
 * @returns {string} draft, internal, scheduled, withdrawn, superseded, expired, repealed, open, closed or current
 */
export function stateAt(facts, now) {
  if (facts.f === "draft" || facts.f === "internal") return facts.f;
  if (now < facts.p) return "scheduled";
  if (facts.f === "withdrawn" || facts.f === "superseded") return facts.f;
  if (facts.e !== undefined && now >= facts.e) return "expired";
  if (facts.f === "repealed") return "repealed";
  if (facts.c !== undefined && now >= facts.c) return "closed";
  if (facts.o !== undefined) return now >= facts.o ? "open" : "current";
  return facts.c !== undefined ? "open" : "current";
}

/**
 * @param {string} state
 * @returns {boolean} whether a notice in this state stands in lists
 */
export function isListed(state) {
  return state === "current" || state === "open" || state === "closed";
}

/**
 * @param {Facts} facts
 * @param {number} now
 * @returns {boolean}
 */
export function isPinned(facts, now) {
  return facts.t !== undefined && now < facts.t && isListed(stateAt(facts, now));
}

/**
 * @param {Facts} facts
 * @param {number} now
 * @returns {boolean} whether the list of names has come down
 */
export function listRemoved(facts, now) {
  const over = (facts.c !== undefined && now >= facts.c) || (facts.e !== undefined && now >= facts.e);
  return facts.r === 1 && over;
}

/**
 * @param {Facts} facts
 * @param {number} now
 * @returns {number | null} days that follow today until the last of the 公示; null when not open or without end
 */
export function daysLeft(facts, now) {
  if (facts.c === undefined || stateAt(facts, now) !== "open") return null;
  return shanghaiDay(facts.c - 1) - shanghaiDay(now);
}

/**
 * @param {number} day
 * @param {number} now
 * @returns {number} days from today to the day of `day`; below 0 when it is past
 */
export function daysUntil(day, now) {
  return shanghaiDay(day) - shanghaiDay(now);
}

/**
 * The reader's clock if it can be right: not before the page was built, not more than 400 days after; else the
 * moment of the build. An empty battery must not bring back what has expired, nor take down what has not.
 * @param {number} clock
 * @param {number} built NaN when unknown
 * @returns {number}
 */
export function plausibleNow(clock, built) {
  if (!Number.isFinite(built)) return clock;
  return clock >= built && clock <= built + CLOCK_TRUST_DAYS * DAY ? clock : built;
}

/**
 * @param {number} moment
 * @returns {Date} whose UTC fields read as Shanghai time
 */
export function shanghaiDate(moment) {
  return new Date((moment + SHANGHAI) * 1000);
}

/**
 * @param {number} moment
 * @returns {number} days since the epoch, by the Shanghai calendar
 */
function shanghaiDay(moment) {
  return Math.floor((moment + SHANGHAI) / DAY);
}

/**
 * @param {number} moment a beginning
 * @returns {string} 2026年3月8日, with a time unless it is 00:00
 */
export function fromWords(moment) {
  const date = shanghaiDate(moment);
  const hour = date.getUTCHours();
  const minute = date.getUTCMinutes();
  const day = `${date.getUTCFullYear()}\u5e74${date.getUTCMonth() + 1}\u6708${date.getUTCDate()}\u65e5`;
  if (!hour && !minute) return day;
  return `${day}${hour}\u65f6` + (minute ? `${minute < 10 ? "0" : ""}${minute}\u5206` : "");
}

/**
 * @param {number} moment an end
 * @returns {string} in words; 00:00 is shown as the day before, the last valid day
 */
export function untilWords(moment) {
  const date = shanghaiDate(moment);
  const midnight = !date.getUTCHours() && !date.getUTCMinutes();
  return fromWords(midnight ? (shanghaiDay(moment) - 1) * DAY - SHANGHAI : moment);
}
