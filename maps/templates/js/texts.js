/* Ids, addresses and JSON, put together from numbered pieces: the other half of maps/texts.py. */
(function (dateline) {
  "use strict";

  const PLAIN = ["event_id", "event_group", "source_url", "report_id"];
  const JSONS = ["counts", "corrected", "places", "evidence"];
  const OWN_GROUP = 0;
  const SAME_AS_NOTES = "\0";
  let pieces = null;

  /** Whole numbers from what each adds to the last, with the sign in the lowest bit. */
  function running(steps) {
    let number = 0;
    return Int32Array.from(steps, (step) => {
      number += step & 1 ? -((step + 1) / 2) : step / 2;
      return number;
    });
  }

  /** A column of JSON in some rows: where the pieces and the numbers of each row begin. */
  class JsonColumn {
    constructor(take, rows) {
      this.ends = dateline.unpack.ends(take(rows));
      this.codes = take(this.ends[rows]);
      this.firstNumber = new Uint32Array(rows);
      let numbers = 0;
      for (let place = 0, at = 0; place < rows; place++) {
        this.firstNumber[place] = numbers;
        for (; at < this.ends[place + 1]; at++) if (this.codes[at] === 0) numbers++;
      }
      this.numbers = running(take(numbers));
    }

    text(place, pieces) {
      const { ends, codes } = this;
      if (ends[place] === ends[place + 1]) return null;
      let number = this.firstNumber[place];
      let text = "";
      for (let i = ends[place]; i < ends[place + 1]; i++)
        text += codes[i] ? pieces[codes[i] - 1] : this.numbers[number++];
      return text;
    }
  }

  /** The texts of some rows, put together one row at a time. */
  class Chunk {
    constructor(bytes, pieces) {
      const [numbers, rest] = dateline.unpack.countedPlanes(bytes);
      const ids = JSON.parse(new TextDecoder().decode(rest));
      const take = dateline.unpack.taker(numbers);
      this.pieces = pieces;
      this.plain = Object.fromEntries(PLAIN.map((name, i) => [name, ids[i]]));
      this.json = JSONS.map((name) => [name, new JsonColumn(take, ids[0].length)]);
    }

    /** The texts of a row by the names of their columns, null where there is none. */
    texts(place, notes) {
      const texts = {};
      for (const name of PLAIN) texts[name] = this.plain[name][place];
      for (const [name, column] of this.json) texts[name] = column.text(place, this.pieces);
      if (texts.event_group === OWN_GROUP) texts.event_group = texts.event_id;
      texts.evidence = texts.evidence?.replace(SAME_AS_NOTES, () => JSON.stringify(notes)) ?? null;
      return texts;
    }
  }

  async function chunk(number) {
    await dateline.unpack.whole();
    pieces ??= dateline.unpack.packedJson("pieces");
    const bytes = await dateline.unpack.bytes("texts-" + number);
    return new Chunk(bytes, await pieces);
  }

  dateline.texts = { chunk };
})((window.dateline = window.dateline || {}));
