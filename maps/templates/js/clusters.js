/* The layer of events: grouped where they are close, for each view anew. */
(function (dateline) {
  "use strict";

  const CELL = 60;
  const SINGLE = 8;
  const EARTH = 40075016.686;
  /** Few events are shown one by one, however close, unless their marks would cover each other. */
  const FINE_CELL = 16;
  const FEW = 60;

  class Group {
    constructor(coarse) {
      this.coarse = coarse;
      this.rows = [];
      this.x = 0;
      this.y = 0;
    }
    add(row, x, y) {
      const count = this.rows.length;
      this.x = (this.x * count + x) / (count + 1);
      this.y = (this.y * count + y) / (count + 1);
      this.rows.push(row);
    }
    absorb(other) {
      const sum = this.rows.length + other.rows.length;
      this.x = (this.x * this.rows.length + other.x * other.rows.length) / sum;
      this.y = (this.y * this.rows.length + other.y * other.rows.length) / sum;
      for (const row of other.rows) this.rows.push(row);
    }
    get radius() {
      const count = this.rows.length;
      const radius = count === 1 ? SINGLE : dateline.marks.clusterRadius(count);
      return this.coarse ? radius * 1.15 : radius;
    }
    overlaps(other) {
      const reach = this.radius + other.radius + 1;
      const dx = this.x - other.x;
      const dy = this.y - other.y;
      return dx * dx + dy * dy < reach * reach;
    }
  }

  /** Groups of the visible rows of one kind, in canvas pixels, none covering another. */
  function group(store, visible, view, coarse, few) {
    const cell = few ? FINE_CELL : CELL;
    const margin = CELL;
    const cells = new Map();
    for (let row = 0; row < store.count; row++) {
      if (!visible[row] || store.isCoarse(row) !== coarse) continue;
      const x = view.x(store.x[row]);
      const y = view.y(store.y[row]);
      if (!(x >= -margin && y >= -margin && x <= view.width + margin && y <= view.height + margin))
        continue;
      // Cells are of the world, not of the view: panning leaves the groups as they are.
      const key =
        Math.floor((store.x[row] * view.scale) / cell) * 2 ** 26 +
        Math.floor((store.y[row] * view.scale) / cell);
      let found = cells.get(key);
      if (!found) cells.set(key, (found = new Group(coarse)));
      found.add(row, x, y);
    }
    return merge([...cells.values()]);
  }

  /** Join what overlaps, the smaller into the larger, until nothing does. */
  function merge(groups) {
    groups.sort((a, b) => b.rows.length - a.rows.length || a.rows[0] - b.rows[0]);
    const placed = [];
    for (const candidate of groups) {
      let current = candidate;
      for (;;) {
        const at = placed.findIndex((other) => other.overlaps(current));
        if (at < 0) break;
        const [other] = placed.splice(at, 1);
        other.absorb(current);
        current = other;
      }
      placed.push(current);
    }
    return placed;
  }

  /** Move the open marks, which stand for an area, off the exact ones and off each other. */
  function makeWay(coarse, exact) {
    const standing = [...exact];
    for (const mark of coarse) {
      for (let round = 0; round < 6; round++) {
        const other = standing.find((one) => one.overlaps(mark));
        if (!other) break;
        const dx = mark.x - other.x;
        const dy = mark.y - other.y;
        const distance = Math.hypot(dx, dy) || 1;
        const reach = other.radius + mark.radius + 2;
        mark.x = other.x + (distance > 1 ? dx / distance : 0) * reach;
        mark.y = other.y + (distance > 1 ? dy / distance : 1) * reach;
      }
      standing.push(mark);
    }
  }

  class EventLayer {
    constructor(map, store, filter) {
      this.map = map;
      this.store = store;
      this.filter = filter;
      this.groups = [];
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
      const { store, filter } = this;
      if (!filter.result) return;
      const few = filter.result.shown <= FEW;
      const exact = group(store, filter.visible, view, false, few);
      const coarse = group(store, filter.visible, view, true, few);
      makeWay(coarse, exact);
      this.groups = [...coarse, ...exact];
      for (const one of this.groups) this.drawCircle(context, view, one);
      for (const one of this.groups) this.drawGroup(context, one);
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
      if (one.rows.includes(this.selected))
        dateline.marks.halo(context, one.x, one.y, one.radius + 4);
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

    /** The place of a group's mark on the map. */
    latLng(one) {
      const { view } = this.layer;
      const x = (one.x - view.left) / view.scale;
      const y = (one.y - view.top) / view.scale;
      const latitude = (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
      return L.latLng(latitude, (x - 0.5) * 360);
    }

    bounds(rows) {
      return L.latLngBounds(
        rows
          .filter((row) => this.store.isLocated(row))
          .map((row) => [this.store.latitude(row), this.store.longitude(row)]),
      );
    }

    /** The visible events in the map's view, and those that have no place. */
    inView() {
      const box = this.map.getBounds();
      const west = dateline.store.mercatorX(box.getWest());
      const east = dateline.store.mercatorX(box.getEast());
      const north = dateline.store.mercatorY(box.getNorth());
      const south = dateline.store.mercatorY(box.getSouth());
      const located = [];
      const placeless = [];
      const { x, y } = this.store;
      for (let row = 0; row < this.store.count; row++) {
        if (!this.filter.visible[row]) continue;
        if (Number.isNaN(x[row])) placeless.push(row);
        else if (x[row] >= west && x[row] <= east && y[row] >= north && y[row] <= south)
          located.push(row);
      }
      return { located, placeless };
    }
  }

  /** Web Mercator stretches with the latitude; the circle is true at its middle. */
  function radiusInPixels(kilometres, latitude, scale) {
    return (kilometres * 1000 * scale) / (EARTH * Math.cos((latitude * Math.PI) / 180));
  }

  dateline.EventLayer = EventLayer;
})((window.dateline = window.dateline || {}));
