/* Outlines of countries and divisions, chained from the arcs of the base map when they are wanted. */
(function (dateline) {
  "use strict";

  /** Of the breadth and height of a mainland, what still belongs to it on each side. */
  const ABOUT = 0.25;

  class Outlines {
    /** `arcs` are x, y in turn in the unit square; `left` and `right` their divisions, 0 for none. */
    constructor({ arcs, left, right, isos }) {
      Object.assign(this, { arcs, left, right, isos });
      this.divisionsOf = new Map();
      isos.forEach((iso, division) => {
        if (!this.divisionsOf.has(iso)) this.divisionsOf.set(iso, []);
        this.divisionsOf.get(iso).push(division);
      });
      this.known = new Map();
    }

    /** For each division its arcs; most readers never ask. */
    get arcsOf() {
      return (this.foundArcs ??= this.findArcs());
    }

    findArcs() {
      const found = this.isos.map(() => []);
      for (let arc = 0; arc < this.arcs.length; arc++)
        for (const side of [this.left[arc], this.right[arc]]) if (side) found[side - 1].push(arc);
      return found;
    }

    /** Closed rings around some divisions together, arrays of x, y in turn. */
    around(divisions) {
      const wanted = new Set(divisions.map((division) => division + 1));
      const arcs = new Set(divisions.flatMap((division) => this.arcsOf[division]));
      return this.rings(arcs, (side) => wanted.has(side)).map(joined);
    }

    /** Closed rings around all land, as runs of arcs. */
    land() {
      return this.rings(this.arcs.keys(), (side) => side > 0);
    }

    /** Chain the arcs with what is inside on one side only, so that it lies on their left. */
    rings(numbers, isInside) {
      const leaving = new Map();
      for (const arc of numbers) {
        const inside = isInside(this.left[arc]);
        if (inside === isInside(this.right[arc])) continue;
        const run = { points: this.arcs[arc], backwards: !inside };
        const key = startOf(run);
        const others = leaving.get(key);
        if (others) others.push(run);
        else leaving.set(key, [run]);
      }
      const rings = [];
      for (const runs of leaving.values())
        while (runs.length) {
          const ring = [];
          for (let next = runs; next?.length; ) {
            const run = next.pop();
            ring.push(run);
            next = leaving.get(endOf(run));
          }
          rings.push(ring);
        }
      return rings;
    }

    /** Rings and box of one division, found once. */
    division(number) {
      if (!this.known.has(number)) {
        const rings = this.around([number]);
        this.known.set(number, { rings, box: boxOf(rings) });
      }
      return this.known.get(number);
    }

    /** The division of a country (all, where it is not known) that a point is in, or null. */
    at(x, y, iso) {
      const near = this.divisionsOf.get(iso) || this.isos.keys();
      for (const number of near) {
        const { rings, box } = this.division(number);
        if (x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3] && contains(rings, x, y))
          return number;
      }
      return null;
    }
  }

  /** One number for a point of the grid, on which any two x are further apart than all y are here. */
  const keyOf = (x, y) => x * 2 ** 20 + y;

  function startOf({ points, backwards }) {
    const at = backwards ? points.length - 2 : 0;
    return keyOf(points[at], points[at + 1]);
  }

  function endOf({ points, backwards }) {
    return startOf({ points, backwards: !backwards });
  }

  /** The points of runs that follow each other as one array. */
  function joined(runs) {
    const ring = new Float64Array(runs.reduce((length, { points }) => length + points.length, 0));
    let at = 0;
    for (const { points, backwards } of runs)
      for (let i = 0; i < points.length; i += 2) {
        const from = backwards ? points.length - 2 - i : i;
        ring[at++] = points[from];
        ring[at++] = points[from + 1];
      }
    return ring;
  }

  function boxOf(rings) {
    return dateline.shapes.boxOf(rings.map((points) => ({ points })));
  }

  function contains(rings, x, y) {
    let inside = false;
    for (const ring of rings)
      for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
        const [ax, ay, bx, by] = [ring[i], ring[i + 1], ring[j], ring[j + 1]];
        if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
      }
    return inside;
  }

  /** Twice the area of a ring, whichever way it runs. */
  function areaOf(ring) {
    let sum = 0;
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2)
      sum += ring[j] * ring[i + 1] - ring[i] * ring[j + 1];
    return Math.abs(sum);
  }

  /**
   * Of the rows of a country those on its largest piece of land and about it, so that a view of
   * France takes in no ocean for the sake of Guiana; all, where most are elsewhere.
   */
  function onMainland(outlines, store, rows) {
    const divisions = outlines?.divisionsOf.get(store.name("iso3", rows[0]));
    if (!divisions) return rows;
    const rings = outlines.around(divisions);
    const largest = rings.reduce((one, other) => (areaOf(other) > areaOf(one) ? other : one));
    const [west, north, east, south] = boxOf([largest]);
    const [across, along] = [(east - west) * ABOUT, (south - north) * ABOUT];
    const { x, y } = store;
    const near = rows.filter(
      (row) =>
        x[row] >= west - across &&
        x[row] <= east + across &&
        y[row] >= north - along &&
        y[row] <= south + along,
    );
    return 2 * near.length > rows.length ? near : rows;
  }

  dateline.outlines = { Outlines, contains, onMainland };
})((window.dateline = window.dateline || {}));
