/* What the reader of the page corrects, as the file that `dateline --corrections` takes. */
(function (dateline) {
  "use strict";

  /** As in geo/corrections/record.py. */
  const COLUMNS = [
    ["action", "value", "event_id", "name", "scope", "report_id", "source", "source_url"],
    ["sentence", "trigger", "with_report_id", "with_sentence", "who", "when", "why"],
  ].flat();
  /** What can be said of an event, and the form of its value; null for none. */
  const ACTIONS = [
    ["confirm", "It is right", null],
    ["place", "Another place", "geonames:266826, Tripoli, Libya, or 33.9,35.6"],
    ["type", "Another type", "ASSAULT or ASSAULT/bombing"],
    ["date", "Another date", "2018-08-27 or 2018-08-27/2018-08-29"],
    ["factuality", "Told as", "reported, planned, conditional or denied"],
    ["counts", "Other numbers", "killed=12; wounded=30-40"],
    ["drop", "It is no event, or not here", null],
  ];
  /** Spreadsheets run a cell that begins so; as in geo/export/tables.py. */
  const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

  const made = [];
  let listener = () => {};
  let who = "";

  function element(tag, name, text) {
    const made = document.createElement(tag);
    if (name) made.className = name;
    if (text) made.textContent = text;
    return made;
  }

  function cell(value) {
    const text = value === null || value === undefined ? "" : String(value);
    const safe = FORMULA.test(text) ? "'" + text : text;
    return /[",\r\n]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
  }

  /** The corrections as CSV, with the mark that Excel needs. */
  function csv(corrections) {
    const rows = corrections.map((one) => COLUMNS.map((name) => cell(one[name])));
    return "\ufeff" + [COLUMNS, ...rows].map((row) => row.join(",") + "\r\n").join("");
  }

  function blob() {
    return new Blob([csv(made)], { type: "text/csv" });
  }

  /** The word of the event, from its offsets, which count characters as Python does. */
  function trigger(evidence) {
    const [first] = Array.isArray(evidence.trigger) ? evidence.trigger : [];
    const { sentence_text: text, sentence_start: start } = evidence;
    if (!Array.isArray(first) || typeof text !== "string" || !Number.isInteger(start)) return null;
    return (
      Array.from(text)
        .slice(first[0] - start, first[1] - start)
        .join("") || null
    );
  }

  /** A correction of the event of a row. */
  function correction(store, row, texts, action, value, why) {
    const evidence = dateline.unpack.parse(texts.evidence) || {};
    return {
      action,
      value,
      event_id: texts.event_id,
      report_id: texts.report_id,
      source: store.name("source", row),
      source_url: texts.source_url,
      sentence: evidence.sentence_text || texts.notes,
      trigger: trigger(evidence),
      who: who || null,
      when: new Date().toISOString().slice(0, 10),
      why: why || null,
    };
  }

  function input(label, hint) {
    const field = element("input");
    field.type = "text";
    field.autocomplete = "off";
    field.placeholder = hint || label;
    field.setAttribute("aria-label", label);
    return field;
  }

  /** A form on the card of an event, folded away until it is wanted. */
  function form(store, row, texts) {
    const fold = element("details", "dateline-correct");
    fold.append(element("summary", null, "Correct this"));
    const inner = element("form");
    const action = element("select");
    action.setAttribute("aria-label", "What is wrong");
    for (const [code, label] of ACTIONS) {
      const option = element("option", null, label);
      option.value = code;
      action.append(option);
    }
    const value = input("What is right");
    const why = input("Why");
    const name = input("Who you are");
    name.value = who;
    const save = element("button", null, "Note it");
    const said = element("output");
    const choose = () => {
      const hint = ACTIONS.find(([code]) => code === action.value)[2];
      value.hidden = hint === null;
      value.required = hint !== null;
      value.placeholder = hint || "";
    };
    action.addEventListener("change", choose);
    choose();
    inner.addEventListener("submit", (event) => {
      event.preventDefault();
      who = name.value.trim();
      const right = value.hidden ? null : value.value.trim();
      if (right === "") return;
      made.push(correction(store, row, texts, action.value, right, why.value.trim()));
      said.textContent = "Noted. Download the corrections to keep them.";
      listener(made.length);
    });
    inner.append(action, value, why, name, save, said);
    fold.append(inner);
    return fold;
  }

  /** The button that downloads what was noted, and takes the last note back. */
  function start(actions, save) {
    const download = element("button", null, "");
    download.id = "dateline-corrections";
    download.type = "button";
    download.title = "Download the corrections, for dateline --corrections";
    const undo = element("button", null, "Undo");
    undo.id = "dateline-corrections-undo";
    undo.type = "button";
    undo.title = "Take the last correction back";
    let kept = 0;
    listener = (count) => {
      download.textContent = "Corrections (" + count + ")";
      download.hidden = undo.hidden = count === 0;
      kept = Math.min(kept, count);
    };
    download.addEventListener("click", () => {
      kept = made.length;
      save(blob(), "corrections.csv");
    });
    undo.addEventListener("click", () => {
      made.pop();
      listener(made.length);
    });
    addEventListener("beforeunload", (event) => {
      if (made.length > kept) event.preventDefault();
    });
    listener(0);
    actions.append(download, undo);
  }

  dateline.corrections = { COLUMNS, csv, form, start };
})((window.dateline = window.dateline || {}));
