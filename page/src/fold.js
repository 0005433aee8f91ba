// Names as they are compared: the same folding as in src/text/fold.rs and src/gazetteer/fold.rs (one table of examples tests both).

const LETTERS = { ß: "ss", æ: "ae", œ: "oe", þ: "th", ø: "o", ł: "l", đ: "d", ð: "d", ı: "i" };

/** A word without case, marks and apostrophes. */
export function fold(word) {
  let out = "";
  for (const part of word.normalize("NFKD")) {
    for (const letter of part.toLowerCase()) {
      if (letter in LETTERS) out += LETTERS[letter];
      else if (/[\u02b0-\u02ff]/.test(letter)) continue;
      else if (/[\p{Alphabetic}\p{N}]/u.test(letter)) out += letter;
    }
  }
  return out;
}

/** Letters and what belongs inside a word: marks, apostrophes between letters, the dots of initials; ideographs stand alone. */
const WORD = /\p{sc=Han}|(?:\p{L}\.){2,}\p{L}?|[\p{Alphabetic}\p{N}\p{M}](?:[\p{Alphabetic}\p{N}\p{M}\p{Cf}]|['’‘ʼʿʾ´`](?=[\p{Alphabetic}\p{N}]))*/gu;

/** A name folded word by word. */
export function foldName(name) {
  return (name.match(WORD) ?? []).map(fold).filter(Boolean).join(" ");
}

const ARTICLES = new Set(["the", "al", "el", "ul", "as", "ash", "ad", "an", "ar", "at", "az"]);

/** A folded name without its articles; the name itself where it is nothing else. */
export function withoutArticles(folded) {
  return folded.split(" ").filter((word) => !ARTICLES.has(word)).join(" ") || folded;
}

/** Consonants in classes, as src/gazetteer/variant/key.rs has them: what is spelled differently and sounds alike is equal. */
const SOUNDS = [
  [/^(shch|tsch|sch|sh|ch)/, "X"], [/^(dzh|dj|zh)/, "J"], [/^(kh|gh|ck)/, "K"], [/^ph/, "F"], [/^(th|dh)/, "T"], [/^(ts|tz)/, "S"], [/^c(?=[eiy])/, "S"],
  [/^[kqcg]/, "K"], [/^j/, "J"], [/^[szx]/, "S"], [/^[td]/, "T"], [/^b/, "B"], [/^p/, "P"], [/^[fv]/, "F"], [/^l/, "L"], [/^m/, "M"], [/^n/, "N"], [/^r/, "R"],
];

/** The consonants of a folded Latin word; empty for words of other letters and for words with fewer than two. */
export function soundsOf(word) {
  if (!/^[a-z]+$/.test(word)) return "";
  let out = "", rest = word;
  while (rest) {
    const found = SOUNDS.map(([pattern, sound]) => [pattern.exec(rest)?.[0], sound]).find(([part]) => part);
    const sound = found ? found[1] : out === "" ? "A" : "";
    if (sound && !out.endsWith(sound)) out += sound;
    rest = rest.slice(found ? found[0].length : 1);
  }
  return out.length < 2 ? "" : out;
}

/**
 * How many letters have to be added, removed, changed or swapped with their neighbour to turn one word into another (Damerau 1964);
 * `limit + 1` where it is more than the limit.
 */
export function distance(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before = null, last = Array.from({ length: b.length + 1 }, (_, place) => place);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
      row.push(cost);
      best = Math.min(best, cost);
    }
    if (best > limit) return limit + 1;
    before = last;
    last = row;
  }
  return last[b.length];
}

/** How far a word may be from another to be mistaken for it. */
export function reach(word) {
  return Math.max(1, Math.min(3, Math.floor(word.length / 3)));
}
