/** Traditional characters of a query, made simplified: one by one, as a reader would. */

/**
 * @param {string} query
 * @param {string} table traditional and simplified characters, in turn
 * @returns {string}
 */
export function simplify(query, table) {
  const signs = Array.from(table);
  const simple = new Map(signs.filter((_, at) => at % 2 === 0).map((sign, at) => [sign, signs[2 * at + 1]]));
  return Array.from(query, (sign) => simple.get(sign) || sign).join("");
}
