/* Counts by country and by first-order division, as shades of the areas of the base map. */
(function (dateline) {
  "use strict";

  const { colour } = dateline.canvas;
  const { words } = dateline;
  /** Shades from few to many; the style sheet has a colour for each. */
  const SHADES = 5;
  /** Points of a division that say which area of the map it is: borders are drawn to a kilometre. */
  const WITNESSES = 15;

  class CountLayer {
    constructor(store, filter, outlines) {
      Object.assign(this, { store, filter, outlines });
      this.facet = filter.facet.region;
      this.countries = null;
      this.divisions = null;
    }

    /** `{ name, node, shape }` of each area that events can be of; found once. */
    areas(kind) {
      if (kind === "countries") return (this.countries ??= this.findCountries());
      return (this.divisions ??= this.findDivisions());
    }

    findCountries() {
      const { store, facet, outlines } = this;
      const isoOf = this.witnesses((row) => store.name("iso3", row));
      return facet.root.children
        .map((node) => {
          const iso = commonest(isoOf.slice(node.first, node.last).flat());
          const numbers = outlines.divisionsOf.get(iso);
          return numbers && this.area(node, numbers);
        })
        .filter(Boolean);
    }

    findDivisions() {
      const { store, facet, outlines } = this;
      const at = (row) => {
        const iso = store.name("iso3", row);
        const found = outlines.at(store.x[row], store.y[row], iso);
        // Of a country that the map does not know, all divisions have been looked through.
        if (found !== null || !outlines.divisionsOf.has(iso)) return found;
        return outlines.at(store.x[row], store.y[row], null);
      };
      const found = this.witnesses((row) => (pointsAt(store, row) ? at(row) : null));
      return facet.root.children
        .flatMap((country) => country.children)
        .map((node) => {
          const number = commonest(found[node.first]);
          const isNamed = !node.path.endsWith("/");
          return number === null || !isNamed ? null : this.area(node, [number]);
        })
        .filter(Boolean);
    }

    /** For each leaf of the tree of regions what some of its rows say, without nulls. */
    witnesses(say) {
      const { facet, store } = this;
      const said = Array.from({ length: facet.size }, () => []);
      const asked = new Uint8Array(facet.size);
      for (let row = 0; row < store.count; row++) {
        const leaf = facet.leafOfRow[row];
        if (asked[leaf] >= WITNESSES) continue;
        const value = say(row);
        if (value === null) continue;
        asked[leaf]++;
        said[leaf].push(value);
      }
      return said;
    }

    area(node, numbers) {
      const rings = this.outlines.around(numbers);
      return { node, rings, shape: dateline.shapes.areaOf(rings) };
    }

    /** Events of each area that pass the filter, and from how many on a shade begins. */
    counted(kind) {
      const { store, filter, facet } = this;
      const counts = new Map();
      const areaOfLeaf = new Array(facet.size).fill(null);
      for (const area of this.areas(kind)) {
        counts.set(area, 0);
        areaOfLeaf.fill(area, area.node.first, area.node.last);
      }
      // An event at two places of one area is one; at places of two areas it is one in each.
      const seen = new Map([...counts.keys()].map((area) => [area, new Set()]));
      let apart = 0;
      for (let row = 0; row < store.count; row++) {
        if (!filter.visible[row]) continue;
        const area = areaOfLeaf[facet.leafOfRow[row]];
        if (area) seen.get(area).add(store.columns.group[row]);
        else apart++;
      }
      for (const [area, groups] of seen) counts.set(area, groups.size);
      return { counts, apart, steps: stepsOf([...counts.values()]) };
    }

    draw(context, view, kind) {
      const { counts, apart, steps } = this.counted(kind);
      this.shown = { counts, apart, steps, kind };
      context.save();
      context.transform(view.scale, 0, 0, view.scale, view.left, view.top);
      context.lineJoin = "round";
      for (const [{ shape }, count] of counts) {
        if (!count || !shape.isInSight(view)) continue;
        context.globalAlpha = 0.82;
        context.fillStyle = colour("count-" + shadeOf(count, steps));
        context.fill(shape.path(view));
        context.globalAlpha = 1;
        context.strokeStyle = colour("border");
        context.lineWidth = 0.8 / view.scale;
        context.stroke(shape.path(view));
      }
      context.restore();
    }

    /** The area under a place of the unit square with its count, or null. */
    at(x, y) {
      for (const [area, count] of this.shown?.counts || [])
        if (count && dateline.outlines.contains(area.rings, x, y)) return { ...area, count };
      return null;
    }

    /** What the shades mean, from few to many. */
    legend() {
      const { steps, apart, kind, counts } = this.shown;
      const most = Math.max(0, ...counts.values());
      const shades = steps.map((from, i) => {
        const to = i + 1 < steps.length ? steps[i + 1] - 1 : most;
        const range = from >= to ? words.number(from) : `${words.number(from)}–${words.number(to)}`;
        return { colour: `count-${i + SHADES + 1 - steps.length}`, label: range };
      });
      const level = kind === "countries" ? "country" : "division";
      return {
        shades: most ? shades : [],
        note: apart ? `${words.plural(apart, "entry", "entries")} of no ${level} on this map` : "",
      };
    }
  }

  /** Rows whose point lies in their division: not those of a country, a sea or off a place. */
  function pointsAt(store, row) {
    return store.isLocated(row) && store.columns.where_prec[row] <= 4;
  }

  function commonest(values) {
    const counts = new Map();
    for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
    let best = null;
    for (const [value, count] of counts)
      if (best === null || count > counts.get(best)) best = value;
    return best;
  }

  /** From how many events on each shade begins: the areas that have any in about equal parts. */
  function stepsOf(counts) {
    const some = counts.filter(Boolean).sort((a, b) => a - b);
    const starts = Array.from(
      { length: SHADES },
      (_, i) => some[Math.floor((i * some.length) / SHADES)],
    );
    return [...new Set(starts.filter((start) => start !== undefined))];
  }

  function shadeOf(count, steps) {
    return SHADES - steps.length + steps.findLastIndex((from) => count >= from) + 1;
  }

  dateline.CountLayer = CountLayer;
})((window.dateline = window.dateline || {}));
