/* The layer of events. No mark is moved: one for several places stands on the commonest. */
(function (dateline) {
  "use strict";

  const EARTH = 40075016.686;
  const FAR_SOUTH = -60;
  const { DEGREE } = dateline.store;
  /** Pixels beyond the view within which marks are drawn, as they may reach into it. */
  const MARGIN = 60;
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
      this.groups.sort((a, b) => b.coarse - a.coarse || a.first - b.first);
      for (const one of this.groups) this.drawCircle(context, view, one);
      const mixes = this.mixes();
      this.groups.forEach((one, number) => this.drawGroup(context, one, mixes[number]));
      this.drawSelected(context, view);
    }

    /** The groups at a scale, found anew only when it or the filter is another. */
    grouped(scale) {
      const { store, filter, known } = this;
      if (known.scale !== scale || known.result !== filter.result) {
        const groups = dateline.groups.grouped(store, filter.visible, scale);
        this.known = { scale, result: filter.result, groups };
      }
      return this.known.groups;
    }

    drawCircle(context, view, one) {
      const row = this.has(one, this.selected) ? this.selected : one.first;
      const radius = this.store.circle(row);
      if (!radius || (row !== this.selected && !this.isOnePoint(one))) return;
      const pixels = radiusInPixels(radius, this.store.latitude(row), view.scale);
      if (pixels < one.radius + 2 || pixels > 4000) return;
      const x = view.x(this.store.x[row]);
      const y = view.y(this.store.y[row]);
      dateline.marks.circle(context, x, y, pixels, this.store.type(row).colour);
    }

    /** Of each group in sight, how many of its events are of each type. */
    mixes() {
      const { store, groups } = this;
      const { spots } = store;
      const groupOf = new Int32Array(spots.count).fill(-1);
      groups.forEach((one, number) => {
        if (one.count > 1) for (const spot of one.spots) groupOf[spot] = number;
      });
      const mixes = groups.map(() => null);
      const { event_type: types } = store.columns;
      for (let row = 0; row < store.count; row++) {
        if (!this.filter.visible[row] || spots.of[row] < 0) continue;
        const number = groupOf[spots.of[row]];
        if (number < 0) continue;
        mixes[number] ??= new Uint32Array(store.types.length);
        mixes[number][store.typeOfCode[types[row]]]++;
      }
      return mixes;
    }

    drawGroup(context, one, mix) {
      if (one.count === 1) {
        const style = dateline.marks.styleOf(this.store, one.first);
        dateline.glyphs.event(context, one.x, one.y, style);
        return;
      }
      const shares = [];
      mix.forEach((share, type) => share && shares.push([this.store.types[type].colour, share]));
      const { count, coarse } = one;
      dateline.marks.cluster(context, one.x, one.y, { count, coarse, mix: shares });
    }

    /** Whether a row, which may be null, is one of a group. */
    has(one, row) {
      return (
        row !== null && this.filter.visible[row] && one.spots.includes(this.store.spots.of[row])
      );
    }

    /** The rows of a group. */
    rowsOf(one) {
      const { rows, spots } = this.store;
      const wanted = new Set(one.spots);
      return rows.filter((row) => this.filter.visible[row] && wanted.has(spots.of[row]));
    }

    /** The group that a row is in, if it is in sight. */
    groupOf(row) {
      return this.groups.find((one) => this.has(one, row));
    }

    /** The event that is looked at: a halo, and its own mark where its group's stands elsewhere. */
    drawSelected(context, view) {
      const { store, selected } = this;
      if (selected === null || !store.isLocated(selected)) return;
      const x = view.x(store.x[selected]);
      const y = view.y(store.y[selected]);
      const one = this.groupOf(selected);
      const stands = one && Math.hypot(one.x - x, one.y - y) < 0.5;
      dateline.marks.halo(context, x, y, (stands ? one.radius : dateline.groups.SINGLE) + 4);
      if (!stands) dateline.glyphs.event(context, x, y, dateline.marks.styleOf(store, selected));
    }

    /** Whether all events of a group have the same coordinates, so that no zoom parts them. */
    isOnePoint(one) {
      const { x, y, spots } = this.store;
      const { row } = spots;
      return one.spots.every(
        (spot) => x[row[spot]] === x[one.first] && y[row[spot]] === y[one.first],
      );
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
    latLng({ first: row }) {
      return L.latLng(this.store.latitude(row), this.store.longitude(row));
    }

    /** The box around some rows. */
    bounds(rows) {
      // Mercator draws Antarctica as large as all the rest: it fills the view only when alone there.
      const north = this.boxOf(rows, FAR_SOUTH);
      const [south, west, top, east] = north[0] > north[2] ? this.boxOf(rows, -90) : north;
      return south > top ? L.latLngBounds([]) : L.latLngBounds([south, west], [top, east]);
    }

    boxOf(rows, southernmost) {
      const { latitude, longitude } = this.store.columns;
      const box = [Infinity, Infinity, -Infinity, -Infinity];
      for (const row of rows) {
        if (!this.store.isLocated(row) || latitude[row] < southernmost * DEGREE) continue;
        box[0] = Math.min(box[0], latitude[row]);
        box[1] = Math.min(box[1], longitude[row]);
        box[2] = Math.max(box[2], latitude[row]);
        box[3] = Math.max(box[3], longitude[row]);
      }
      return box.map((value) => value / DEGREE);
    }

    /**
     * The visible events in the map's view, those elsewhere, and those that have no place, in the
     * order of `sequence`, which has all rows.
     */
    inView(sequence) {
      const box = this.map.getBounds();
      const west = dateline.store.mercatorX(box.getWest());
      const east = dateline.store.mercatorX(box.getEast());
      const north = dateline.store.mercatorY(box.getNorth());
      const south = dateline.store.mercatorY(box.getSouth());
      const { x, y, spots } = this.store;
      const { visible } = this.filter;
      // A spot is looked at once: there are fewer than rows, which come in any order.
      const isInView = Uint8Array.from(spots.row, (row) =>
        Number(x[row] >= west && x[row] <= east && y[row] >= north && y[row] <= south),
      );
      const [located, elsewhere, placeless] = [0, 1, 2].map(() => new Uint32Array(visible.length));
      let [here, there, nowhere] = [0, 0, 0];
      for (const row of sequence) {
        if (!visible[row]) continue;
        const spot = spots.of[row];
        if (spot < 0) placeless[nowhere++] = row;
        else if (isInView[spot]) located[here++] = row;
        else elsewhere[there++] = row;
      }
      return {
        located: located.subarray(0, here),
        elsewhere: elsewhere.subarray(0, there),
        placeless: placeless.subarray(0, nowhere),
      };
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
