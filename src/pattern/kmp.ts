/** Stands for "no earlier place to try". */
export const NONE = -1;

/**
 * The failure table of Knuth, Morris and Pratt in its strong form: after `at` characters of the
 * word matched and the next one did not, the length of the longest shorter match that may still
 * go on, or `NONE`. The last entry is for a whole word matched. Chains are of logarithmic length.
 */
export function failureTable(word: string): Int32Array {
  const table = new Int32Array(word.length + 1);
  table[0] = NONE;
  let border = 0;
  for (let at = 1; at < word.length; at++) {
    if (word[at] === word[border]) table[at] = table[border] ?? NONE;
    else {
      table[at] = border;
      while (border >= 0 && word[at] !== word[border]) border = table[border] ?? NONE;
    }
    border++;
  }
  if (word.length > 0) table[word.length] = border;
  return table;
}
