/*
 * Search: the rows with a word that begins as each of a query's, whatever its marks and case. The words
 * of all texts stand once (prose.js), so they are folded while the page rests; a query looks through
 * them, which are few, and then for their numbers in the rows.
 */
(function (dateline) {
  "use strict";

  /** With the prose, as `SEARCHED` of `geo/filters/filters.py`, so that the command line finds the same. */
  const NAMES = ["location", "admin1", "admin2", "country", "source"];
  /** Milliseconds of folding between two looks at what the reader does. */
  const TURN = 8;
  /** No folded word has it. */
  const BETWEEN = "\n";

  const rest = () => new Promise((resolve) => setTimeout(resolve));

  class Search {
    constructor(store) {
      this.store = store;
      this.running = 0;
      this.hurried = false;
      this.building = null;
    }

    /** Fold all words, once; a query that waits for it makes the rest of the work at once. */
    ready() {
      this.building ??= this.build();
      return this.building;
    }

    async build() {
      const { prose, head } = this.store;
      await prose.ready();
      this.words = await this.folded(prose.words.count, (number) => prose.words.at(number));
      this.names = {};
      for (const name of NAMES) {
        const texts = head.dictionaries[name];
        this.names[name] = await this.folded(texts.length, (number) => texts[number]);
      }
    }

    async folded(count, text) {
      const folded = [];
      let until = performance.now() + TURN;
      for (let number = 0; number < count; number++) {
        folded.push(dateline.fold(text(number)));
        if (!this.hurried && number % 64 === 0 && performance.now() > until) {
          await rest();
          until = performance.now() + TURN;
        }
      }
      return new dateline.prose.Joined(folded.join(BETWEEN), BETWEEN);
    }

    /** Let go of a query that is still being looked up. */
    cancel() {
      this.running++;
    }

    /** 1 for each row that has words which begin as all of these; null without words, undefined if a newer query came. */
    async find(query) {
      const turn = ++this.running;
      const wanted = dateline.fold(query).split(" ").filter(Boolean);
      if (!wanted.length) return query.trim() ? new Uint8Array(this.store.count) : null;
      this.hurried = true;
      await this.ready();
      if (turn !== this.running) return undefined;
      return wanted.map((word) => this.rowsWith(word)).reduce(both);
    }

    rowsWith(beginning) {
      const { store } = this;
      const rows = new Uint8Array(store.count);
      const has = new Uint8Array(this.words.count);
      this.words.mark(beginning, has);
      store.prose.mark(has, rows);
      for (const name of NAMES) {
        const codes = store.columns[name];
        // Code 0 is no name.
        const named = new Uint8Array(this.names[name].count + 1);
        this.names[name].mark(beginning, named, 1);
        for (let row = 0; row < rows.length; row++) if (named[codes[row]]) rows[row] = 1;
      }
      return rows;
    }
  }

  function both(one, other) {
    for (let row = 0; row < one.length; row++) one[row] &= other[row];
    return one;
  }

  dateline.Search = Search;
})((window.dateline = window.dateline || {}));
