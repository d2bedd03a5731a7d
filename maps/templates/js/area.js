/*
 * Areas drawn on the map: a box, a circle, a polygon, and which events are in them. The sums are
 * those of `geo/filters/areas.py`, as the command line must keep the same events.
 */
(function (dateline) {
  "use strict";

  const EARTH_KM = 6371.0088;
  const KM_PER_DEGREE = (EARTH_KM * Math.PI) / 180;
  /** The `where_prec` of what stands for all of its place. */
  const WHOLE = [3, 4, 6, 7];
  const NEAR = /^([-+.\d]+),([-+.\d]+):([.\d]+)km$/;

  const radians = (degrees) => (degrees * Math.PI) / 180;
  const turned = (degrees) => ((degrees % 360) + 360) % 360;

  class Area {
    /** `corners` are [longitude, latitude]: two of a box, one of a circle, more of a polygon. */
    constructor(corners, km = null) {
      this.corners = corners;
      this.km = km;
    }

    get kind() {
      if (this.km !== null) return "near";
      return this.corners.length === 2 ? "bbox" : "polygon";
    }

    /** As the command line and the address have it. */
    get text() {
      const [first] = this.corners;
      if (this.kind === "near") return `near:${first[1]},${first[0]}:${this.km}km`;
      return this.kind + ":" + this.corners.flat().join(",");
    }

    /** For a reader. */
    get label() {
      if (this.kind === "near") {
        const [[east, north]] = this.corners;
        return `within ${dateline.words.kilometres(this.km)} of ${north.toFixed(2)}, ${east.toFixed(2)}`;
      }
      return this.kind === "bbox" ? "a rectangle" : "a polygon";
    }

    /** 1 for each row of the store that is in the area. */
    rows(store) {
      const inside = new Uint8Array(store.count);
      const { where_prec: precisions, radius_km: radii } = store.columns;
      for (let row = 0; row < store.count; row++) {
        if (!store.isLocated(row)) continue;
        const reach = WHOLE.includes(precisions[row]) ? radii[row] || 0 : 0;
        if (this.contains(store.latitude(row), store.longitude(row), reach)) inside[row] = 1;
      }
      return inside;
    }

    contains(latitude, longitude, reach) {
      if (this.kind === "bbox") return this.inBox(latitude, longitude, reach);
      if (this.kind === "near") {
        const [[east, north]] = this.corners;
        return distance(latitude, longitude, north, east) + reach <= this.km;
      }
      return (
        this.inPolygon(latitude, longitude) &&
        (!reach || reach <= this.toOutline(latitude, longitude))
      );
    }

    inBox(latitude, longitude, reach) {
      const [[west, south], [east, north]] = this.corners;
      const up = reach / KM_PER_DEGREE;
      const across = up / Math.max(Math.cos(radians(latitude)), 0.01);
      const width = turned(east - west) || (east > west ? 360 : 0);
      const fromWest = turned(longitude - west);
      return (
        latitude - up >= south &&
        latitude + up <= north &&
        fromWest - across >= 0 &&
        fromWest + across <= width
      );
    }

    get sides() {
      const { corners } = this;
      return corners.map((corner, i) => [corner, corners[(i + 1) % corners.length]]);
    }

    inPolygon(latitude, longitude) {
      let inside = false;
      for (const [[x1, y1], [x2, y2]] of this.sides) {
        if (y1 === y2 || y1 > latitude === y2 > latitude) continue;
        if (longitude < ((x2 - x1) * (latitude - y1)) / (y2 - y1) + x1) inside = !inside;
      }
      return inside;
    }

    /** Kilometres to the nearest side. */
    toOutline(latitude, longitude) {
      const stretch = Math.cos(radians(latitude));
      let nearest = Infinity;
      for (const [[x1, y1], [x2, y2]] of this.sides) {
        const [ax, ay] = [(x1 - longitude) * stretch, y1 - latitude];
        const [dx, dy] = [(x2 - x1) * stretch, y2 - y1];
        const length = dx * dx + dy * dy;
        const along = Math.max(0, Math.min(1, -(ax * dx + ay * dy) / (length > 0 ? length : 1)));
        nearest = Math.min(nearest, Math.hypot(ax + along * dx, ay + along * dy));
      }
      return nearest * KM_PER_DEGREE;
    }

    /** Points [longitude, latitude] of the outline, for drawing. */
    outline() {
      if (this.kind === "polygon") return this.corners;
      if (this.kind === "bbox") {
        const [[west, south], [east, north]] = this.corners;
        const end = east < west ? east + 360 : east;
        return [
          [west, south],
          [end, south],
          [end, north],
          [west, north],
        ];
      }
      return circle(this.corners[0], this.km);
    }
  }

  function distance(latitude, longitude, north, east) {
    const up = Math.sin(radians(latitude - north) / 2) ** 2;
    const across = Math.sin(radians(longitude - east) / 2) ** 2;
    const chord = up + Math.cos(radians(latitude)) * Math.cos(radians(north)) * across;
    return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
  }

  /** Points at one distance from another on the sphere, which a map stretches. */
  function circle([east, north], km, points = 72) {
    const angle = km / EARTH_KM;
    const [sine, cosine] = [Math.sin(radians(north)), Math.cos(radians(north))];
    return Array.from({ length: points }, (_, i) => {
      const bearing = (2 * Math.PI * i) / points;
      const y = Math.asin(sine * Math.cos(angle) + cosine * Math.sin(angle) * Math.cos(bearing));
      const x = Math.atan2(
        Math.sin(bearing) * Math.sin(angle) * cosine,
        Math.cos(angle) - sine * Math.sin(y),
      );
      return [east + (x * 180) / Math.PI, (y * 180) / Math.PI];
    });
  }

  /** The area of a text, null where it is none. */
  function parse(text) {
    const [kind, ...rest] = (text || "").split(":");
    const numbers = rest.join(":").split(",").map(Number);
    const near = NEAR.exec(rest.join(":"));
    let area = null;
    if (kind === "near" && near)
      area = new Area([[Number(near[2]), Number(near[1])]], Number(near[3]));
    else if (kind === "bbox" && numbers.length === 4)
      area = new Area([numbers.slice(0, 2), numbers.slice(2)]);
    else if (kind === "polygon" && numbers.length >= 6 && numbers.length % 2 === 0)
      area = new Area(numbers.flatMap((x, i) => (i % 2 ? [] : [[x, numbers[i + 1]]])));
    return area && isSound(area) ? area : null;
  }

  function isSound({ kind, corners, km }) {
    const onEarth = corners.every(([x, y]) => Math.abs(x) <= 180 && Math.abs(y) <= 90);
    return (
      onEarth && (kind !== "near" || km > 0) && (kind !== "bbox" || corners[0][1] <= corners[1][1])
    );
  }

  dateline.area = { Area, distance, parse };
})((window.dateline = window.dateline || {}));
