/* Search: the rows in which every word of a query is found, whatever its marks and case. */
(function (dateline) {
  "use strict";

  const SEARCHED = ["title", "notes", "actor1", "actor2", "claimed_by"];
  const SEARCHED_NAMES = ["location", "admin1", "admin2", "country", "source"];

  class Search {
    constructor(store) {
      this.store = store;
      this.folded = new Map();
      this.running = 0;
    }

    /** The folded text of each row of a chunk. */
    async haystack(number) {
      if (!this.folded.has(number)) {
        const { store } = this;
        const chunk = await store.chunk(number);
        const columns = SEARCHED.map((name) => chunk[store.head.texts.indexOf(name)]);
        const places = chunk[store.head.texts.indexOf("places")];
        const type = (row) => store.type(row).label;
        this.folded.set(
          number,
          columns[0].map((_, i) => {
            const row = number * store.head.chunk + i;
            const names = SEARCHED_NAMES.map((name) => store.name(name, row));
            const texts = columns.map((column) => column[i]);
            return dateline.fold(
              [...texts, ...names, ...namesIn(places[i]), type(row)].filter(Boolean).join("\n"),
            );
          }),
        );
      }
      return this.folded.get(number);
    }

    /** Let go of a query that is still being looked up. */
    cancel() {
      this.running++;
    }

    /** 1 for each row that has all words; null without words, undefined if a newer query came. */
    async find(query) {
      const turn = ++this.running;
      const words = dateline.fold(query).split(/\s+/).filter(Boolean);
      if (!words.length) return null;
      const matches = new Uint8Array(this.store.count);
      for (let number = 0; number < this.store.chunkCount; number++) {
        const texts = await this.haystack(number);
        if (turn !== this.running) return undefined;
        const start = number * this.store.head.chunk;
        texts.forEach((text, i) => {
          if (words.every((word) => text.includes(word))) matches[start + i] = 1;
        });
      }
      return matches;
    }
  }

  /** Names of the places that an event is linked to, as the report and the gazetteer have them. */
  function namesIn(places) {
    return dateline.unpack.list(places).flatMap((link) => [link.text, link.name]);
  }

  dateline.Search = Search;
})((window.dateline = window.dateline || {}));
