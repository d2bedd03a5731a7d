/* Groups: what one mark on the map stands for. Which events join depends on the scale alone. */
(function (dateline) {
  "use strict";

  /** Radius of the mark of one event. */
  const SINGLE = 8;
  /** Pixels of a cell of the index of marks; no two marks overlap from further apart. */
  const CELL = 64;
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
    distance(other) {
      return Math.hypot(this.worldX - other.worldX, this.worldY - other.worldY);
    }
    overlaps(other, distance = this.distance(other)) {
      const reach = this.radius + other.radius + 1;
      return distance < reach * (this.coarse === other.coarse ? 1 : MIXED);
    }
  }

  /** The marks that stand, by cells, so that only the near ones are looked at. */
  class Index {
    constructor() {
      this.cells = new Map();
    }
    static key(column, row) {
      return column * 2 ** 26 + row;
    }
    static keyOf(group) {
      return Index.key(Math.floor(group.worldX / CELL), Math.floor(group.worldY / CELL));
    }
    add(group) {
      const key = Index.keyOf(group);
      const cell = this.cells.get(key);
      if (cell) cell.push(group);
      else this.cells.set(key, [group]);
    }
    remove(group) {
      const cell = this.cells.get(Index.keyOf(group));
      cell.splice(cell.indexOf(group), 1);
    }
    /** The nearest of the marks that one would overlap, or null. */
    overlapped(group) {
      const column = Math.floor(group.worldX / CELL);
      const row = Math.floor(group.worldY / CELL);
      let best = null;
      let nearest = Infinity;
      for (let i = column - 1; i <= column + 1; i++) {
        for (let j = row - 1; j <= row + 1; j++) {
          for (const other of this.cells.get(Index.key(i, j)) || []) {
            const distance = group.distance(other);
            if (distance < nearest && group.overlaps(other, distance)) {
              nearest = distance;
              best = other;
            }
          }
        }
      }
      return best;
    }
    all() {
      return [...this.cells.values()].flat();
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
    const groups = [];
    for (let spot = 0; spot < spots.count; spot++) {
      if (!count[spot]) continue;
      const row = first[spot];
      const [x, y] = [store.x[row] * scale, store.y[row] * scale];
      groups.push(new Group(row, spot, count[spot], x, y, store.isCoarse(row)));
    }
    return groups.sort(order);
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
