/* What the reader of the page corrects, as the file that `dateline --corrections` takes. */
(function (dateline) {
  "use strict";

  /** As in geo/corrections/record.py. */
  const COLUMNS = [
    ["action", "value", "event_id", "name", "scope", "report_id", "source", "source_url"],
    ["sentence", "trigger", "with_report_id", "with_sentence", "who", "when", "why"],
  ].flat();
  /** Spreadsheets run a cell that begins so; as in geo/export/tables.py. */
  const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

  const made = [];
  let listener = () => {};

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
    return new Blob([csv(made.flat())], { type: "text/csv" });
  }

  /** Note what was said in one go, which one press of Undo takes back: some lines of the file. */
  function note(corrections) {
    made.push(corrections);
    listener(made.length);
  }

  /** The button that downloads what was noted, and takes the last note back. */
  function start(actions, save) {
    const download = document.createElement("button");
    download.id = "dateline-corrections";
    download.type = "button";
    download.title = "Download the corrections, for dateline --corrections";
    const undo = document.createElement("button");
    undo.textContent = "Undo";
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

  dateline.corrections = { COLUMNS, csv, note, start };
})((window.dateline = window.dateline || {}));
