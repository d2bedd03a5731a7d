/* Groups: what one mark on the map stands for. Which events join depends on the scale alone. */
(function (dateline) {
  "use strict";

  /** Radius of the mark of one event. */
  const SINGLE = 8;
  /** Pixels of a cell of the index of marks. */
  const CELL = 64;
  const BUCKETS = 2 ** 10;
  /** From its middle a mark reaches no further, with the room that it keeps. */
  const LARGEST = 30;
  /** Of the room that two marks need, the part that a disc and a diamond do with. */
  const MIXED = 0.75;

  /** Some rows of a spot that pass the filter, or of several that one mark stands for. */
  class Group {
    constructor(first, spot, count, x, y, coarse) {
      this.spots = [spot];
      /** The first of its rows; it is of the spot that the mark stands on. */
      this.first = first;
      this.count = count;
      /** How many of the rows are of the spot that the mark stands on. */
      this.standing = count;
      /** Where the mark stands, in pixels of the world. */
      this.worldX = x;
      this.worldY = y;
      /** Whether that is a region or country. */
      this.coarse = coarse;
      this.size();
    }
    size() {
      const radius = this.count === 1 ? SINGLE : dateline.marks.clusterRadius(this.count);
      this.radius = this.coarse ? radius * 1.15 : radius;
    }
    take(other) {
      for (const spot of other.spots) this.spots.push(spot);
      this.count += other.count;
      this.size();
    }
    /** How far off another is, if it overlaps this; else infinitely far. */
    overlap({ worldX, worldY, radius, coarse }) {
      const [x, y] = [worldX - this.worldX, worldY - this.worldY];
      const reach = (radius + this.radius + 1) * (coarse === this.coarse ? 1 : MIXED);
      const square = x * x + y * y;
      return square < reach * reach ? square : Infinity;
    }
    overlaps(other) {
      return this.overlap(other) < Infinity;
    }
  }

  /** The marks that stand, by cells, so that only the near ones are looked at. */
  class Index {
    constructor() {
      /** Several cells share a bucket: who looks into one finds some that are too far off. */
      this.buckets = Array.from({ length: BUCKETS }, () => []);
    }
    at(column, row) {
      return this.buckets[(column * 31 + row) & (BUCKETS - 1)];
    }
    bucketOf({ worldX, worldY }) {
      return this.at(Math.floor(worldX / CELL), Math.floor(worldY / CELL));
    }
    add(group) {
      this.bucketOf(group).push(group);
    }
    remove(group) {
      const bucket = this.bucketOf(group);
      bucket.splice(bucket.indexOf(group), 1);
    }
    /** The nearest of the marks that one would overlap, or null. */
    overlapped(group) {
      const reach = group.radius + LARGEST;
      const right = Math.floor((group.worldX + reach) / CELL);
      const below = Math.floor((group.worldY + reach) / CELL);
      let best = null;
      let nearest = Infinity;
      for (let column = Math.floor((group.worldX - reach) / CELL); column <= right; column++)
        for (let row = Math.floor((group.worldY - reach) / CELL); row <= below; row++)
          for (const other of this.at(column, row)) {
            const distance = group.overlap(other);
            if (distance < nearest) {
              nearest = distance;
              best = other;
            }
          }
      return best;
    }
    all() {
      return this.buckets.flat();
    }
  }

  const order = (a, b) => b.standing - a.standing || a.first - b.first;

  /** A group for each spot with visible rows, those of most events first. */
  function single(store, visible, scale) {
    const { spots } = store;
    const count = new Uint32Array(spots.count);
    const first = new Uint32Array(spots.count);
    for (let row = 0; row < store.count; row++) {
      const spot = spots.of[row];
      if (spot >= 0 && visible[row] && count[spot]++ === 0) first[spot] = row;
    }
    // Numbers alone are sorted by the browser's own quick way: the most events, then the first row.
    const keys = new Float64Array(spots.count);
    let found = 0;
    for (let spot = 0; spot < spots.count; spot++)
      if (count[spot]) keys[found++] = first[spot] - count[spot] * store.count;
    return Array.from(keys.subarray(0, found).sort(), (key) => {
      const row = ((key % store.count) + store.count) % store.count;
      const spot = spots.of[row];
      const [x, y] = [store.x[row] * scale, store.y[row] * scale];
      return new Group(row, spot, count[spot], x, y, store.isCoarse(row));
    });
  }

  /**
   * Groups of the visible rows, of the whole world so that panning leaves them as they are. Places
   * with most events come first; what would cover a mark joins it, and stands where that stands.
   */
  function grouped(store, visible, scale) {
    const index = new Index();
    for (const spot of single(store, visible, scale)) {
      let current = spot;
      for (;;) {
        const other = index.overlapped(current);
        if (!other) break;
        index.remove(other);
        const [large, small] = order(other, current) <= 0 ? [other, current] : [current, other];
        large.take(small);
        // Larger now, it may cover another.
        current = large;
      }
      index.add(current);
    }
    return index.all();
  }

  dateline.groups = { grouped, SINGLE };
})((window.dateline = window.dateline || {}));
