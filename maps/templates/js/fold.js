/*
 * Folding: text as it is compared, so that "Jisr" finds "Ǧisr" and "Lodz" finds "Łódź". It is that
 * of `gazetteer/names.py`, character by character, for a search here and one by the command line
 * must find the same; a test holds the two together.
 */
(function (dateline) {
  "use strict";

  // What no Unicode decomposition takes apart, and what case folding does and lower case does not.
  const SPECIAL = new Map(
    Object.entries({
      ...{ ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ħ: "h" },
      ...{ ı: "i", ŋ: "ng", ə: "e", ŧ: "t", ĸ: "k", ɓ: "b", ɗ: "d", ƙ: "k", ǝ: "e", ɛ: "e" },
      ...{ ɔ: "o", ƴ: "y", "&": " and ", ς: "σ" },
      ...{ "\u0671": "\u0627", "\u0649": "\u064a", "\u06cc": "\u064a" },
      ...{ "\u06a9": "\u0643", "\u0629": "\u0647" },
    }),
  );
  const OF_SPECIAL = new RegExp("[" + [...SPECIAL.keys()].join("") + "]", "gu");
  const APOSTROPHES = /['’‘`´ʹʻʼʽʾʿˈˊˋ′‛“”"«»„״׳\u0640\p{Cf}]/gu;
  // Marks of scripts that are read without them; those of others tell words apart.
  const MARKS = /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670]/g;
  const OTHER = /[^\p{L}\p{M}\p{N}]+/gu;
  const INITIAL = /(?<![\p{L}\p{N}])([\p{L}\p{Nl}\p{No}])\./gu;
  const ASCII = /^[\0-\x7f]*$/;

  function fold(text) {
    let folded = text;
    if (ASCII.test(text)) {
      folded = text.toLowerCase();
      if (folded.includes(".")) folded = folded.replace(/(?<![a-z0-9])([a-z])\./g, "$1");
      return folded
        .replaceAll("&", " and ")
        .replace(/['`"]+/g, "")
        .replace(/[^a-z0-9]+/g, " ")
        .trim();
    }
    // By way of capitals, which is nearest to what Unicode calls folding.
    folded = text.normalize("NFKD").toUpperCase().toLowerCase().normalize("NFKD");
    if (folded.includes(".")) folded = folded.replace(INITIAL, "$1");
    return folded
      .replace(APOSTROPHES, "")
      .replace(MARKS, "")
      .replace(OF_SPECIAL, (character) => SPECIAL.get(character))
      .replace(OTHER, " ")
      .trim()
      .normalize("NFC");
  }

  dateline.fold = fold;
})((window.dateline = window.dateline || {}));
