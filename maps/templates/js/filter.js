/* One filter state, and one pass over the columns that drives the map, the list and every count. */
(function (dateline) {
  "use strict";

  const TYPE = 1;
  const FACTUALITY = 2;
  const REGION = 4;
  const DATE = 8;
  const WORDS = 16;
  const HISTOGRAM_BINS = 72;
  /** Share of the events at either end that may be left out of the histogram, and how far off. */
  const FEW = 0.08;
  const FAR = 3;

  class Filter {
    constructor(store) {
      this.store = store;
      this.factualityOfCode = factualityCodes(store);
      Object.assign(this, daysSpanned(store));
      this.visible = new Uint8Array(store.count);
      this.listeners = [];
      this.reset();
    }

    /** Let everything through, without telling the listeners. */
    reset() {
      /** Codes of event types and of factualities that are switched off. */
      this.hiddenTypes = new Set();
      this.hiddenFactualities = new Set();
      /** Names, or null for all. */
      this.country = null;
      this.division = null;
      /** Days since 1970, or null where the range is open. */
      this.from = null;
      this.to = null;
      this.words = "";
      /** 1 for each row that holds the words; null without words. */
      this.matches = null;
    }

    get isActive() {
      return Boolean(
        this.hiddenTypes.size ||
          this.hiddenFactualities.size ||
          this.country !== null ||
          this.from !== null ||
          this.to !== null ||
          this.words,
      );
    }

    onChange(listener) {
      this.listeners.push(listener);
    }

    /** Change some of the state, run, and tell the listeners. */
    set(changes) {
      Object.assign(this, changes);
      this.run();
    }

    run() {
      this.result = this.evaluate();
      for (const listener of this.listeners) listener(this.result);
    }

    /**
     * Which rows pass, and counts. The count beside a choice is of the rows that pass everything
     * else, so that it says what choosing it would show.
     */
    evaluate() {
      const { store, visible } = this;
      const columns = store.columns;
      const result = {
        visible,
        shown: 0,
        /** Events that the rows shown are of, and events that pass all but have no date. */
        events: 0,
        undated: 0,
        types: new Uint32Array(store.types.length),
        factualities: new Uint32Array(dateline.words.FACTUALITIES.length),
        countries: new Uint32Array(store.head.dictionaries.country.length + 1),
        divisions: new Uint32Array(store.head.dictionaries.admin1.length + 1),
        bins: new Uint32Array(HISTOGRAM_BINS),
      };
      const typeHidden = store.types.map((type) => this.hiddenTypes.has(type.code));
      const factualityHidden = dateline.words.FACTUALITIES.map((f) =>
        this.hiddenFactualities.has(f.code),
      );
      const country = codeOf(store, "country", this.country);
      const division = codeOf(store, "admin1", this.division);
      const shown = new Set();
      const undated = new Set();
      for (let row = 0; row < store.count; row++) {
        const type = store.typeOfCode[columns.event_type[row]];
        const factuality = this.factualityOfCode[columns.factuality[row]];
        const inCountry = country < 0 || columns.country[row] === country;
        const inRegion = inCountry && (division < 0 || columns.admin1[row] === division);
        const [first, last] = store.days(row);
        const failed =
          (typeHidden[type] ? TYPE : 0) |
          (factualityHidden[factuality] ? FACTUALITY : 0) |
          (inRegion ? 0 : REGION) |
          (this.inDates(first, last) ? 0 : DATE) |
          (this.matches && !this.matches[row] ? WORDS : 0);
        visible[row] = failed ? 0 : 1;
        if (!failed) {
          result.shown++;
          shown.add(columns.group[row]);
        }
        if (failed === DATE && first === null) undated.add(columns.group[row]);
        if (!(failed & ~TYPE)) result.types[type]++;
        if (!(failed & ~FACTUALITY)) result.factualities[factuality]++;
        if (!(failed & ~REGION)) {
          result.countries[columns.country[row]]++;
          if (inCountry) result.divisions[columns.admin1[row]]++;
        }
        if (!(failed & ~DATE) && first !== null) result.bins[this.binOf(first)]++;
      }
      result.events = shown.size;
      result.undated = undated.size;
      return result;
    }

    inDates(first, last) {
      if (this.from === null && this.to === null) return true;
      if (first === null) return false;
      return (this.from === null || last >= this.from) && (this.to === null || first <= this.to);
    }

    /** Days of one bar of the histogram, at least one. */
    get daysPerBin() {
      return Math.max(1, (this.lastDay - this.firstDay + 1) / HISTOGRAM_BINS);
    }

    binOf(day) {
      const bin = Math.floor((day - this.firstDay) / this.daysPerBin);
      return Math.max(0, Math.min(HISTOGRAM_BINS - 1, bin));
    }
  }

  function codeOf(store, column, name) {
    if (name === null) return -1;
    // 0 is the code of "none", and of a name that no row has nothing is found.
    const code = store.head.dictionaries[column].indexOf(name) + 1;
    return code || (name === "" ? 0 : Number.MAX_SAFE_INTEGER);
  }

  function factualityCodes(store) {
    const known = dateline.words.FACTUALITIES.map((f) => f.code);
    const names = store.head.dictionaries.factuality;
    return [0, ...names.map((name) => Math.max(0, known.indexOf(name)))];
  }

  /**
   * The days of all events, and those of the histogram: of a few events that lie far off the others
   * (background, mostly) the first and the last bar tell, for else all others would share one bar.
   */
  function daysSpanned(store) {
    const days = [];
    let last = -Infinity;
    for (let row = 0; row < store.count; row++) {
      const [from, to] = store.days(row);
      if (from === null) continue;
      days.push(from);
      last = Math.max(last, to);
    }
    if (!days.length) return { earliest: null, latest: null, firstDay: null, lastDay: null };
    days.sort((a, b) => a - b);
    const low = days[Math.floor(days.length * FEW)];
    const high = days[Math.ceil(days.length * (1 - FEW)) - 1];
    const far = Math.max(7, FAR * (high - low));
    const margin = Math.ceil((high - low) * 0.1) + 1;
    return {
      earliest: days[0],
      latest: last,
      firstDay: low - days[0] > far ? low - margin : days[0],
      lastDay: last - high > far ? high + margin : last,
    };
  }

  dateline.filter = { Filter, HISTOGRAM_BINS };
})((window.dateline = window.dateline || {}));
