/*
 * Search: the rows in which every word of a query is found, whatever its marks and case. An index
 * is built while the page rests: the different words of all texts, and for each row the numbers of
 * its words. A query then looks through the words, which are few, and never through the texts.
 */
(function (dateline) {
  "use strict";

  /** As `SEARCHED` of `geo/filters.py`, so that the command line finds the same. */
  const TEXTS = ["title", "notes", "actor1", "actor2", "claimed_by"];
  const NAMES = ["location", "admin1", "admin2", "country", "source"];
  /** Milliseconds of building between two looks at what the reader does. */
  const TURN = 12;

  const rest = () => new Promise((resolve) => setTimeout(resolve));

  class Search {
    constructor(store) {
      this.store = store;
      this.numbers = new Map();
      this.ids = new Uint32Array(Math.max(1024, store.count * 32));
      this.length = 0;
      /** Row r has the words from ends[r - 1] to ends[r] of `ids`. */
      this.ends = new Uint32Array(store.count);
      this.running = 0;
      this.hurried = false;
      this.building = null;
    }

    /** Build the index, once; a query that waits for it makes the rest of the work at once. */
    ready() {
      this.building ??= this.build();
      return this.building;
    }

    async build() {
      const { store } = this;
      const wordsOfName = namesFolded(store);
      let until = performance.now() + TURN;
      for (let number = 0; number < store.chunkCount; number++) {
        const chunk = await store.unpackChunk(number);
        const columns = TEXTS.map((name) => chunk[store.head.texts.indexOf(name)]);
        const start = number * store.head.chunk;
        for (let i = 0; i < columns[0].length; i++) {
          this.addRow(start + i, columns, i, wordsOfName);
          if (!this.hurried && i % 50 === 0 && performance.now() > until) {
            await rest();
            until = performance.now() + TURN;
          }
        }
      }
      this.vocabulary = [...this.numbers.keys()];
      this.ids = this.ids.slice(0, this.length);
    }

    addRow(row, columns, i, wordsOfName) {
      const texts = columns.map((column) => column[i]).filter(Boolean);
      for (const word of dateline.fold(texts.join(" ")).split(" ")) if (word) this.add(word);
      for (const name of NAMES) {
        const code = this.store.columns[name][row];
        if (code) for (const word of wordsOfName[name](code)) this.add(word);
      }
      this.ends[row] = this.length;
    }

    add(word) {
      let number = this.numbers.get(word);
      if (number === undefined) {
        number = this.numbers.size;
        this.numbers.set(word, number);
      }
      if (this.length === this.ids.length) {
        const larger = new Uint32Array(2 * this.ids.length);
        larger.set(this.ids);
        this.ids = larger;
      }
      this.ids[this.length++] = number;
    }

    /** Let go of a query that is still being looked up. */
    cancel() {
      this.running++;
    }

    /** 1 for each row that has all words; null without words, undefined if a newer query came. */
    async find(query) {
      const turn = ++this.running;
      const wanted = dateline.fold(query).split(" ").filter(Boolean);
      if (!wanted.length) return query.trim() ? new Uint8Array(this.store.count) : null;
      this.hurried = true;
      await this.ready();
      if (turn !== this.running) return undefined;
      return wanted.map((word) => this.rowsWith(word)).reduce(both);
    }

    rowsWith(part) {
      const has = new Uint8Array(this.vocabulary.length);
      this.vocabulary.forEach((word, number) => (has[number] = word.includes(part) ? 1 : 0));
      const { ids, ends } = this;
      const rows = new Uint8Array(ends.length);
      let at = 0;
      for (let row = 0; row < ends.length; row++) {
        const end = ends[row];
        while (at < end && !has[ids[at]]) at++;
        if (at < end) rows[row] = 1;
        at = end;
      }
      return rows;
    }
  }

  function both(one, other) {
    return one.map((value, row) => value & other[row]);
  }

  /** For each column of names, the folded words of a code, found once. */
  function namesFolded(store) {
    return Object.fromEntries(
      NAMES.map((name) => {
        const known = [];
        const texts = store.head.dictionaries[name];
        const words = (code) =>
          (known[code] ??= dateline
            .fold(texts[code - 1])
            .split(" ")
            .filter(Boolean));
        return [name, words];
      }),
    );
  }

  dateline.Search = Search;
})((window.dateline = window.dateline || {}));
