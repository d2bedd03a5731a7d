/* One filter state, and one pass over the columns that drives the map, the list and every count. */
(function (dateline) {
  "use strict";

  const HISTOGRAM_BINS = 72;
  /** Share of the events at either end that may be left out of the histogram, and how far off. */
  const FEW = 0.08;
  const FAR = 3;

  class Filter {
    constructor(store) {
      this.store = store;
      this.facets = dateline.facets.all(store);
      this.facet = Object.fromEntries(this.facets.map((facet) => [facet.key, facet]));
      Object.assign(this, daysSpanned(store));
      this.bins = binsOf(this);
      this.visible = new Uint8Array(store.count);
      this.counter = new dateline.store.EventCounter(store);
      this.listeners = [];
      this.reset();
    }

    /** Let everything through, without telling the listeners. */
    reset() {
      for (const facet of this.facets) facet.showAll();
      /** Drawn on the map, or null, and 1 for each row that is in it. */
      this.area = this.inArea = null;
      /** Days since 1970, or null where the range is open. */
      this.from = null;
      this.to = null;
      /** From 0 to 1, or null. */
      this.confidence = null;
      this.words = "";
      /** 1 for each row that holds the words; null without words. */
      this.matches = null;
    }

    /** Keep what is in an area, or null for everywhere; without telling the listeners. */
    setArea(area) {
      this.area = area;
      this.inArea = area ? area.rows(this.store) : null;
    }

    /** What narrows the filter now: a name for each, and how to take it away. */
    get active() {
      const found = this.facets
        .filter((facet) => facet.isActive)
        .map((facet) => ({ key: facet.key, facet, clear: () => facet.showAll() }));
      if (this.area) found.push({ key: "area", clear: () => this.setArea(null) });
      if (this.from !== null || this.to !== null)
        found.push({ key: "dates", clear: () => Object.assign(this, { from: null, to: null }) });
      if (this.confidence !== null)
        found.push({ key: "confidence", clear: () => (this.confidence = null) });
      if (this.words)
        found.push({
          key: "words",
          clear: () => Object.assign(this, { words: "", matches: null }),
        });
      return found;
    }

    get isActive() {
      return this.active.length > 0;
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
     * What each row fails, a bit for each part of the filter. Each part goes over the rows on its
     * own: columns of one kind in one short loop are what a browser is quick at.
     */
    failures() {
      const { store } = this;
      const failed = new Uint16Array(store.count);
      const bits = {};
      let bit = 1;
      for (const facet of this.facets) {
        bits[facet.key] = bit;
        const { shown, leafOfRow } = facet;
        if (shown)
          for (let row = 0; row < failed.length; row++)
            if (!shown[leafOfRow[row]]) failed[row] |= bit;
        bit *= 2;
      }
      const part = (key, isActive, passes) => {
        bits[key] = bit;
        if (isActive)
          for (let row = 0; row < failed.length; row++) if (!passes(row)) failed[row] |= bit;
        bit *= 2;
      };
      part("area", this.area !== null, (row) => this.inArea[row]);
      const { first, last } = store;
      const from = this.from ?? -Infinity;
      const to = this.to ?? Infinity;
      part(
        "dates",
        this.from !== null || this.to !== null,
        (row) =>
          // The days of an event without a date are NaN, of which every comparison is false.
          last[row] >= from && first[row] <= to,
      );
      const { confidence } = store.columns;
      part("confidence", this.confidence !== null, (row) => confidence[row] >= this.confidence);
      part("words", this.matches !== null, (row) => this.matches[row]);
      return { failed, bits };
    }

    /**
     * Which rows pass, and counts. The count beside a choice is of the rows that pass everything
     * else, so that it says what choosing it would show.
     */
    evaluate() {
      const { store, visible, counter } = this;
      Object.assign(this, this.failures());
      const { failed, bits } = this;
      const result = {
        visible,
        shown: 0,
        /** Events that the rows shown are of, and events that pass all but have no date. */
        events: 0,
        undated: 0,
        bins: new Uint32Array(HISTOGRAM_BINS),
        /** For each part of the filter, the rows that it alone keeps out. */
        without: {},
      };
      counter.start();
      for (let row = 0; row < failed.length; row++) {
        const passes = failed[row] === 0;
        visible[row] = passes ? 1 : 0;
        if (passes) {
          result.shown++;
          counter.add(row);
        }
      }
      result.events = counter.count;
      for (const facet of this.facets) if (facet.isPlanted) this.count(facet);
      counter.start();
      for (let row = 0; row < failed.length; row++) {
        if (failed[row] !== 0 && failed[row] !== bits.dates) continue;
        if (Number.isNaN(store.first[row])) {
          if (failed[row]) counter.add(row);
        } else result.bins[this.bins[row]]++;
      }
      result.undated = counter.count;
      for (const [key, bit] of Object.entries(bits)) {
        counter.start();
        for (let row = 0; row < failed.length; row++) if (failed[row] === bit) counter.add(row);
        result.without[key] = counter.count;
      }
      return result;
    }

    /** Count for each leaf of a facet the rows that pass all the rest of the filter. */
    count(facet) {
      const { failed, bits } = this;
      if (!failed) return;
      const bit = bits[facet.key];
      const { counts, leafOfRow } = facet;
      counts.fill(0);
      for (let row = 0; row < failed.length; row++)
        if (failed[row] === 0 || failed[row] === bit) counts[leafOfRow[row]]++;
    }

    /** Days of one bar of the histogram, at least one. */
    get daysPerBin() {
      return Math.max(1, (this.lastDay - this.firstDay + 1) / HISTOGRAM_BINS);
    }
  }

  /** The bar of the histogram that each row is counted in. */
  function binsOf({ store, firstDay, daysPerBin }) {
    const bins = new Uint8Array(store.count);
    for (let row = 0; row < store.count; row++) {
      const bin = Math.floor((store.first[row] - firstDay) / daysPerBin);
      // Without a day it is NaN.
      bins[row] = Math.max(0, Math.min(HISTOGRAM_BINS - 1, bin)) || 0;
    }
    return bins;
  }

  /**
   * The days of all events, and those of the histogram: of a few events that lie far off the others
   * (background, mostly) the first and the last bar tell, for else all others would share one bar.
   */
  function daysSpanned(store) {
    let last = -Infinity;
    const days = new Int32Array(store.count);
    let count = 0;
    for (let row = 0; row < store.count; row++) {
      if (Number.isNaN(store.first[row])) continue;
      days[count++] = store.first[row];
      last = Math.max(last, store.last[row]);
    }
    if (!count) return { earliest: null, latest: null, firstDay: null, lastDay: null };
    const known = days.subarray(0, count).sort();
    const low = known[Math.floor(count * FEW)];
    const high = known[Math.ceil(count * (1 - FEW)) - 1];
    const far = Math.max(7, FAR * (high - low));
    const margin = Math.ceil((high - low) * 0.1) + 1;
    return {
      earliest: known[0],
      latest: last,
      firstDay: low - known[0] > far ? low - margin : known[0],
      lastDay: last - high > far ? high + margin : last,
    };
  }

  dateline.filter = { Filter, HISTOGRAM_BINS };
})((window.dateline = window.dateline || {}));
