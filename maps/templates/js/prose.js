/*
 * What reads as sentences and names, as the numbers of its words: the other half of maps/prose.py.
 * The numbers of all rows are held, so that the list has its sentences at once and a search goes
 * over numbers and never over texts.
 */
(function (dateline) {
  "use strict";

  /** As in maps/prose.py. */
  const COLUMNS = ["title", "notes", "actor1", "actor2", "claimed_by"];

  /** Texts one after the other in a single one, which takes less room than many. */
  class Joined {
    constructor(text, separator) {
      this.text = text;
      const starts = [0];
      for (let at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, at + 1))
        starts.push(at + 1);
      this.count = starts.length;
      this.starts = Uint32Array.from([...starts, text.length + 1]);
    }
    at(number) {
      return this.text.slice(this.starts[number], this.starts[number + 1] - 1);
    }
    /** Into `has` 1 for each text in which a word begins so, `offset` further on. */
    mark(beginning, has, offset = 0) {
      const { text, starts } = this;
      let number = 0;
      let at = text.indexOf(beginning);
      while (at >= 0) {
        while (starts[number + 1] <= at) number++;
        const begins = at === starts[number] || text[at - 1] === " ";
        if (begins) has[offset + number++] = 1;
        at = text.indexOf(beginning, begins ? starts[number] : at + 1);
      }
    }
  }

  /** Some rows: for each column where a row's words begin, and the words. */
  class Section {
    constructor(bytes, rows) {
      const [numbers] = dateline.unpack.countedPlanes(bytes);
      const take = dateline.unpack.taker(numbers);
      this.columns = COLUMNS.map(() => {
        const ends = dateline.unpack.ends(take(rows));
        return { ends, codes: take(ends[rows]) };
      });
    }
  }

  class Prose {
    constructor(head) {
      this.count = head.count;
      this.size = head.section;
      this.sections = [];
      this.isReady = false;
    }

    /** Unpack all, once, section by section with a rest between. */
    ready() {
      this.loading ??= this.load();
      return this.loading;
    }

    async load() {
      await dateline.unpack.whole();
      this.words = new Joined(await dateline.unpack.text("words"), " ");
      for (let first = 0; first < this.count; first += this.size) {
        const bytes = await dateline.unpack.bytes("prose-" + this.sections.length);
        this.sections.push(new Section(bytes, Math.min(this.size, this.count - first)));
      }
      this.isReady = true;
    }

    /** The text of a row, null where there is none; once all is ready. */
    text(column, row) {
      const section = this.sections[Math.floor(row / this.size)];
      const { ends, codes } = section.columns[COLUMNS.indexOf(column)];
      const place = row % this.size;
      if (ends[place] === ends[place + 1]) return null;
      let text = this.words.at(codes[ends[place]]);
      for (let i = ends[place] + 1; i < ends[place + 1]; i++) text += " " + this.words.at(codes[i]);
      return text;
    }

    /** The texts of a row by the names of their columns. */
    texts(row) {
      return Object.fromEntries(COLUMNS.map((name) => [name, this.text(name, row)]));
    }

    /** Into `rows` 1 for each row that has any of the words for which `has` is 1. */
    mark(has, rows) {
      this.sections.forEach(({ columns }, number) => {
        const start = number * this.size;
        for (const { ends, codes } of columns)
          for (let place = 0, at = 0; place < ends.length - 1; place++) {
            const end = ends[place + 1];
            while (at < end && !has[codes[at]]) at++;
            if (at < end) rows[start + place] = 1;
            at = end;
          }
      });
    }
  }

  dateline.prose = { Prose, Joined };
})((window.dateline = window.dateline || {}));
