/** Where to cut a text into slides: each as full as looks well, the last not nearly empty. */

import { filled, fits, setType } from "./box.js";
import { fragment } from "./fragment.js";

/** @typedef {import("./box.js").Box} Box */
/** @typedef {import("./breaks.js").Break} Break */

/** The largest share of a slide that may stay empty for the sake of a better break. */
const EMPTIEST = 0.6;
/** Weight of the empty share of a slide against the costs of breaks. */
const EMPTINESS = 1.8;
/** A last slide that is less full than this is filled from those before it. */
const THIN = 0.7;
/** One that is as full as this is well filled. */
const EVEN = 0.5;

/**
 * @param {HTMLElement} root
 * @param {Break[]} breaks
 * @param {Box} first
 * @param {Box} next
 * @param {number} type
 * @param {number} most slides; of a text that needs more, one more is found
 * @returns {number[]} for each slide the index of the break at its end, chosen so that the last is not nearly empty
 */
export function balanced(root, breaks, first, next, type, most) {
  const full = endsOf(root, breaks, first, next, type, 1, most);
  const last = full.length - 1;
  if (!last || last >= most) return full;
  fits(next, fragment(root, breaks[full[last - 1]], breaks[full[last]]), 1);
  const rest = filled(next);
  if (rest > THIN) return full;
  let [best, fullest] = [full, rest];
  for (const more of [0.03, 0.08, 0.14, 0.2, 0.26]) {
    const share = (last + rest) / (last + 1) + more;
    if (share >= 0.98) break;
    const even = endsOf(root, breaks, first, next, type, share, most);
    if (even.length > full.length) continue;
    fits(next, fragment(root, breaks[even[even.length - 2]], breaks[even[even.length - 1]]), 1);
    if (filled(next) > fullest) [best, fullest] = [even, filled(next)];
    if (fullest > EVEN) break;
  }
  return best;
}

/**
 * @param {HTMLElement} root
 * @param {Break[]} breaks
 * @param {Box} first
 * @param {Box} next
 * @param {number} type
 * @param {number} share of each slide that is filled
 * @param {number} most
 * @returns {number[]} for each slide the index of the break at its end
 */
function endsOf(root, breaks, first, next, type, share, most) {
  /** @type {number[]} */
  const found = [];
  const end = breaks.length - 1;
  setType(first, type);
  setType(next, type);
  let room = ((first.width * first.height) / (type * type * 1.7)) * share;
  for (let from = 0; from < end && found.length <= most; from = found[found.length - 1]) {
    const box = found.length ? next : first;
    /** @param {number} most */
    const furthestAt = (most) => {
      return furthest(breaks, from, room, (to) => fits(box, fragment(root, breaks[from], breaks[to]), most));
    };
    let most = furthestAt(share);
    if (most === from && share < 1) most = furthestAt(1);
    const to = most === from ? from + 1 : bestEnd(breaks, from, most);
    room = Math.max(20, breaks[most].weight - breaks[from].weight);
    found.push(to);
  }
  return found;
}

/**
 * @param {Break[]} breaks
 * @param {number} from
 * @param {number} room characters that may fit
 * @param {(to: number) => boolean} fit
 * @returns {number} the last break up to which the text fits; `from` when there is none
 */
function furthest(breaks, from, room, fit) {
  const end = breaks.length - 1;
  let low = from;
  let high = end + 1;
  let wanted = breaks[from].weight + room;
  while (high - low > 1) {
    if (high <= end && low > from && breaks[high].weight - breaks[low].weight < 4) break;
    let to = high <= end ? (low + high) >> 1 : breaks.findIndex((one) => one.weight >= wanted);
    if (to < 0) to = end;
    to = Math.min(Math.max(to, low + 1), high - 1);
    if (fit(to)) low = to;
    else high = to;
    wanted = breaks[low].weight + room * 0.3;
  }
  return low;
}

/**
 * @param {Break[]} breaks
 * @param {number} from
 * @param {number} most the last that fits
 * @returns {number} the index of the best break to end the slide at
 */
function bestEnd(breaks, from, most) {
  if (most === breaks.length - 1) return most;
  const start = breaks[from].weight;
  const whole = breaks[most].weight - start || 1;
  let found = most;
  let least = Infinity;
  for (let to = most; to > from; to--) {
    const share = (breaks[to].weight - start) / whole;
    if (share < EMPTIEST && least < 3) break;
    const cost = breaks[to].cost + (1 - share) * EMPTINESS;
    if (cost < least) {
      least = cost;
      found = to;
    }
  }
  return found;
}
