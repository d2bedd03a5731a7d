/* Folding: text as it is compared, so that "Jisr" finds "Ǧisr" and "Lodz" finds "Łódź". */
(function (dateline) {
  "use strict";

  // Letters that no Unicode decomposition takes apart.
  const LETTERS = {
    ß: "ss",
    æ: "ae",
    œ: "oe",
    ø: "o",
    đ: "d",
    ð: "d",
    þ: "th",
    ł: "l",
    ı: "i",
    ħ: "h",
    ŋ: "n",
    ǧ: "j",
    ʿ: "",
    ʾ: "",
    "’": "",
    "‘": "",
    "'": "",
    "`": "",
  };
  const SPECIAL = new RegExp("[" + Object.keys(LETTERS).join("") + "]", "gu");
  const ASCII = /^[\x00-\x26\x28-\x5f\x61-\x7f]*$/;

  function fold(text) {
    const lower = text.toLowerCase();
    // Most text is plain, and normalising is what takes the time.
    if (ASCII.test(lower)) return lower;
    return lower
      .normalize("NFC")
      .replace(SPECIAL, (letter) => LETTERS[letter])
      .normalize("NFKD")
      .replace(/\p{M}/gu, "");
  }

  dateline.fold = fold;
})((window.dateline = window.dateline || {}));
