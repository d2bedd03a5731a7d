/* The long texts, put together from numbered parts: the other half of maps/texts.py. */
(function (dateline) {
  "use strict";

  const PLAIN = ["event_id", "event_group", "source_url", "report_id"];
  const PROSE = ["title", "notes", "actor1", "actor2", "claimed_by"];
  const JSONS = ["counts", "corrected", "places", "evidence"];
  const OWN_GROUP = 0;
  const SAME_AS_NOTES = "\0";
  let lists = null;

  /** The words of prose and the pieces of JSON, each unpacked once. */
  function parts() {
    lists ??= Promise.all(["words", "pieces"].map(dateline.unpack.packedJson));
    return lists;
  }

  function sum(numbers) {
    return numbers.reduce((total, number) => total + number, 0);
  }

  /** Whole numbers from what each adds to the last, with the sign in the lowest bit. */
  function* running(steps) {
    let number = 0;
    for (const step of steps) {
      number += step & 1 ? -((step + 1) / 2) : step / 2;
      yield number;
    }
  }

  function prose(take, rows, words) {
    const lengths = take(rows);
    const codes = take(sum(lengths));
    let at = 0;
    return Array.from(lengths, (length) => {
      if (!length) return null;
      let text = words[codes[at++]];
      for (let i = 1; i < length; i++) text += " " + words[codes[at++]];
      return text;
    });
  }

  function json(take, rows, pieces) {
    const lengths = take(rows);
    const codes = take(sum(lengths));
    const numbers = running(take(codes.reduce((count, code) => count + (code === 0), 0)));
    let at = 0;
    return Array.from(lengths, (length) => {
      if (!length) return null;
      let text = "";
      for (let i = 0; i < length; i++, at++)
        text += codes[at] ? pieces[codes[at] - 1] : numbers.next().value;
      return text;
    });
  }

  function withSentence(evidence, notes) {
    return evidence?.replace(SAME_AS_NOTES, () => JSON.stringify(notes)) ?? null;
  }

  /** A chunk as one array of texts, null where there is none, for each of `head.texts`. */
  async function chunk(head, number) {
    const [[words, pieces], bytes] = await Promise.all([
      parts(),
      dateline.unpack.bytes("texts-" + number),
    ]);
    const count = new DataView(bytes.buffer).getUint32(0, true);
    const numbers = new Uint32Array(dateline.unpack.planes(bytes.subarray(4), count, 4));
    const ids = JSON.parse(new TextDecoder().decode(bytes.subarray(4 + 4 * count)));
    const rows = ids[0].length;
    let at = 0;
    const take = (length) => numbers.subarray(at, (at += length));
    const columns = Object.fromEntries(PLAIN.map((name, i) => [name, ids[i]]));
    for (const name of PROSE) columns[name] = prose(take, rows, words);
    for (const name of JSONS) columns[name] = json(take, rows, pieces);
    columns.event_group = columns.event_group.map((group, i) =>
      group === OWN_GROUP ? columns.event_id[i] : group,
    );
    columns.evidence = columns.evidence.map((text, i) => withSentence(text, columns.notes[i]));
    return head.texts.map((name) => columns[name]);
  }

  dateline.texts = { chunk };
})((window.dateline = window.dateline || {}));
