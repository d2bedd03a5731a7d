/* The layer of events. No mark is moved: one for several places stands on the commonest. */
(function (dateline) {
  "use strict";

  const SINGLE = 8;
  const EARTH = 40075016.686;
  /** Pixels beyond the view within which marks are drawn, as they may reach into it. */
  const MARGIN = 60;
  /** Pixels of a cell of the index of marks; no two marks overlap from further apart. */
  const CELL = 64;
  /** Of the room that two marks need, the part that a disc and a diamond do with. */
  const MIXED = 0.75;

  /** Rows under one mark. It stands at (x, y), pixels of the world, the place of its first row. */
  class Group {
    constructor(row, x, y, coarse) {
      /** Whether the place that it stands on is a region or country. */
      this.coarse = coarse;
      this.rows = [row];
      /** How many of the rows, from the first, have the place that the mark stands on. */
      this.standing = 1;
      this.worldX = x;
      this.worldY = y;
    }
    get radius() {
      const count = this.rows.length;
      const radius = count === 1 ? SINGLE : dateline.marks.clusterRadius(count);
      return this.coarse ? radius * 1.15 : radius;
    }
    distance(other) {
      return Math.hypot(this.worldX - other.worldX, this.worldY - other.worldY);
    }
    overlaps(other) {
      const reach = this.radius + other.radius + 1;
      return this.distance(other) < reach * (this.coarse === other.coarse ? 1 : MIXED);
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
            if (distance < nearest && group.overlaps(other)) {
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

  /**
   * Groups of the visible rows, of the whole world so that panning leaves them as they are. Places
   * with most events come first; what would cover a mark joins it, and stands where that stands.
   */
  function group(store, visible, scale) {
    const spots = new Map();
    for (let row = 0; row < store.count; row++) {
      if (!visible[row] || Number.isNaN(store.x[row])) continue;
      const coarse = store.isCoarse(row);
      const key = `${store.columns.latitude[row]} ${store.columns.longitude[row]} ${coarse}`;
      const spot = spots.get(key);
      if (spot) spot.standing = spot.rows.push(row);
      else spots.set(key, new Group(row, store.x[row] * scale, store.y[row] * scale, coarse));
    }
    const index = new Index();
    const order = (a, b) => b.standing - a.standing || a.rows[0] - b.rows[0];
    for (const spot of [...spots.values()].sort(order)) {
      let current = spot;
      for (;;) {
        const other = index.overlapped(current);
        if (!other) break;
        index.remove(other);
        const [large, small] = order(other, current) <= 0 ? [other, current] : [current, other];
        for (const row of small.rows) large.rows.push(row);
        // Larger now, it may cover another.
        current = large;
      }
      index.add(current);
    }
    return index.all();
  }

  class EventLayer {
    constructor(map, store, filter) {
      this.map = map;
      this.store = store;
      this.filter = filter;
      this.groups = [];
      this.isHidden = false;
      this.known = {};
      /** Row of the event that is looked at, or null. */
      this.selected = null;
      this.layer = dateline.canvas.layer(map, "dateline-events", 450, (context, view) =>
        this.draw(context, view),
      );
      this.layer.addTo(map);
    }

    redraw() {
      this.layer.redraw();
    }

    draw(context, view) {
      this.groups = [];
      if (!this.filter.result) return;
      if (this.isHidden) {
        this.drawSelected(context, view);
        return;
      }
      for (const one of this.grouped(view.scale)) {
        one.x = one.worldX + view.left;
        one.y = one.worldY + view.top;
        if (within(one, view)) this.groups.push(one);
      }
      // Diamonds lie under the discs that they may overlap.
      this.groups.sort((a, b) => b.coarse - a.coarse || a.rows[0] - b.rows[0]);
      for (const one of this.groups) this.drawCircle(context, view, one);
      for (const one of this.groups) this.drawGroup(context, one);
      this.drawSelected(context, view);
    }

    /** The groups at a scale, found anew only when it or the filter is another. */
    grouped(scale) {
      const { store, filter, known } = this;
      if (known.scale !== scale || known.result !== filter.result) {
        const groups = group(store, filter.visible, scale);
        this.known = { scale, result: filter.result, groups };
      }
      return this.known.groups;
    }

    drawCircle(context, view, one) {
      const row = one.rows.includes(this.selected) ? this.selected : one.rows[0];
      const radius = this.store.circle(row);
      if (!radius || (row !== this.selected && !this.isOnePoint(one))) return;
      const pixels = radiusInPixels(radius, this.store.latitude(row), view.scale);
      if (pixels < one.radius + 2 || pixels > 4000) return;
      const x = view.x(this.store.x[row]);
      const y = view.y(this.store.y[row]);
      dateline.marks.circle(context, x, y, pixels, this.store.type(row).colour);
    }

    drawGroup(context, one) {
      if (one.rows.length === 1) {
        const style = dateline.marks.styleOf(this.store, one.rows[0]);
        dateline.marks.event(context, one.x, one.y, style);
        return;
      }
      const shares = new Array(this.store.types.length).fill(0);
      for (const row of one.rows)
        shares[this.store.typeOfCode[this.store.columns.event_type[row]]]++;
      dateline.marks.cluster(context, one.x, one.y, {
        count: one.rows.length,
        coarse: one.coarse,
        mix: shares
          .map((share, type) => [this.store.types[type].colour, share])
          .filter(([, share]) => share),
      });
    }

    /** The event that is looked at: a halo, and its own mark where its group's stands elsewhere. */
    drawSelected(context, view) {
      const { store, selected } = this;
      if (selected === null || !store.isLocated(selected)) return;
      const x = view.x(store.x[selected]);
      const y = view.y(store.y[selected]);
      const one = this.groups.find((other) => other.rows.includes(selected));
      const stands = one && Math.hypot(one.x - x, one.y - y) < 0.5;
      dateline.marks.halo(context, x, y, (stands ? one.radius : SINGLE) + 4);
      if (!stands) dateline.marks.event(context, x, y, dateline.marks.styleOf(store, selected));
    }

    /** Whether all events of a group have the same coordinates, so that no zoom parts them. */
    isOnePoint(one) {
      const { x, y } = this.store;
      const [first] = one.rows;
      return one.rows.every((row) => x[row] === x[first] && y[row] === y[first]);
    }

    /** The group under a point of the map's container, or null. */
    at(containerPoint) {
      const point = this.layer.toCanvas(containerPoint);
      let best = null;
      let nearest = Infinity;
      for (const one of this.groups) {
        const distance = Math.hypot(one.x - point.x, one.y - point.y) - one.radius;
        if (distance < Math.min(4, nearest)) {
          nearest = distance;
          best = one;
        }
      }
      return best;
    }

    /** The place of a group's mark on the map: that of its first row. */
    latLng({ rows: [row] }) {
      return L.latLng(this.store.latitude(row), this.store.longitude(row));
    }

    bounds(rows) {
      return L.latLngBounds(
        rows
          .filter((row) => this.store.isLocated(row))
          .map((row) => [this.store.latitude(row), this.store.longitude(row)]),
      );
    }

    /** The visible events in the map's view, those elsewhere, and those that have no place. */
    inView() {
      const box = this.map.getBounds();
      const west = dateline.store.mercatorX(box.getWest());
      const east = dateline.store.mercatorX(box.getEast());
      const north = dateline.store.mercatorY(box.getNorth());
      const south = dateline.store.mercatorY(box.getSouth());
      const located = [];
      const elsewhere = [];
      const placeless = [];
      const { x, y } = this.store;
      for (let row = 0; row < this.store.count; row++) {
        if (!this.filter.visible[row]) continue;
        if (Number.isNaN(x[row])) placeless.push(row);
        else if (x[row] >= west && x[row] <= east && y[row] >= north && y[row] <= south)
          located.push(row);
        else elsewhere.push(row);
      }
      return { located, elsewhere, placeless };
    }
  }

  function within({ x, y }, { width, height }) {
    return x >= -MARGIN && y >= -MARGIN && x <= width + MARGIN && y <= height + MARGIN;
  }

  /** Web Mercator stretches with the latitude; the circle is true at its middle. */
  function radiusInPixels(kilometres, latitude, scale) {
    return (kilometres * 1000 * scale) / (EARTH * Math.cos((latitude * Math.PI) / 180));
  }

  dateline.EventLayer = EventLayer;
})((window.dateline = window.dateline || {}));
