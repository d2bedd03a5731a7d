/* The base map: land, coasts, borders and labels, from the topology of tools/build_basemap.py. */
(function (dateline) {
  "use strict";

  const { mercatorX, mercatorY } = dateline.store;
  const { colour } = dateline.canvas;
  const COAST = 0;
  const COUNTRY = 1;
  const DIVISION = 2;
  const DISPUTED = 3;
  /** Lines of one kind whose middles lie in one cell of the unit square are drawn together. */
  const CELLS = 24;
  /** For each zoom, thousands of inhabitants from which on a city is named. */
  const SMALLEST_CITY = [Infinity, Infinity, Infinity, 9000, 4000, 1500, 700, 350];
  const FONT = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', sans-serif";

  async function load() {
    const bytes = await dateline.unpack.bytes("basemap");
    const length = new DataView(bytes.buffer).getUint32(0, true);
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
    let start = 4 + length;
    const [xs, ys, left, right] = header.bytes.map((size) => {
      start += size;
      return sums(bytes.subarray(start - size, start));
    });
    const arcs = [];
    let at = 0;
    for (const points of header.points) {
      const arc = new Float64Array(points * 2);
      for (let i = 0; i < points; i++, at++) {
        arc[2 * i] = mercatorX(xs[at] / header.scale);
        arc[2 * i + 1] = mercatorY(ys[at] / header.scale);
      }
      arcs.push(arc);
    }
    const outlines = new dateline.outlines.Outlines({ arcs, left, right, isos: header.isos });
    return {
      outlines,
      land: outlines.land().map((ring) => dateline.outlines.shape([ring])),
      lines: lineShapes(arcs, header.kinds),
      countries: header.countries.map(label),
      divisions: header.divisions.map(label),
      cities: header.cities.map(label),
    };
  }

  /** Running sums of zigzag varints. */
  function sums(bytes) {
    const values = new Int32Array(bytes.length);
    let count = 0;
    let sum = 0;
    for (let i = 0; i < bytes.length; ) {
      let value = 0;
      let shift = 0;
      let byte;
      do {
        byte = bytes[i++];
        value |= (byte & 127) << shift;
        shift += 7;
      } while (byte & 128);
      sum += (value >>> 1) ^ -(value & 1);
      values[count++] = sum;
    }
    return values;
  }

  function label([text, longitude, latitude, weight]) {
    return { text, x: mercatorX(longitude), y: mercatorY(latitude), weight };
  }

  /** A path with the box around it, so that what is out of sight is not drawn. */
  function newShape() {
    return { path: new Path2D(), west: 2, east: -1, north: 2, south: -1 };
  }

  function extend(shape, arc) {
    for (let i = 0; i < arc.length; i += 2) {
      const [x, y] = [arc[i], arc[i + 1]];
      if (i === 0) shape.path.moveTo(x, y);
      else shape.path.lineTo(x, y);
      shape.west = Math.min(shape.west, x);
      shape.east = Math.max(shape.east, x);
      shape.north = Math.min(shape.north, y);
      shape.south = Math.max(shape.south, y);
    }
  }

  function lineShapes(arcs, kinds) {
    const shapes = new Map();
    arcs.forEach((arc, number) => {
      const middle = 2 * Math.floor(arc.length / 4);
      const cell = Math.floor(arc[middle] * CELLS) * CELLS + Math.floor(arc[middle + 1] * CELLS);
      const key = kinds[number] + ":" + cell;
      if (!shapes.has(key)) shapes.set(key, { kind: kinds[number], ...newShape() });
      extend(shapes.get(key), arc);
    });
    return [...shapes.values()];
  }

  function isInSight(shape, view) {
    return (
      view.x(shape.east) >= 0 &&
      view.x(shape.west) <= view.width &&
      view.y(shape.south) >= 0 &&
      view.y(shape.north) <= view.height
    );
  }

  function drawLines(context, view, lines, kind, stroke, width, dash) {
    context.strokeStyle = stroke;
    context.lineWidth = width / view.scale;
    context.setLineDash((dash || []).map((part) => part / view.scale));
    for (const shape of lines) {
      if (shape.kind === kind && isInSight(shape, view)) context.stroke(shape.path);
    }
    context.setLineDash([]);
  }

  function drawShapes(context, view, base) {
    context.save();
    context.transform(view.scale, 0, 0, view.scale, view.left, view.top);
    context.lineJoin = "round";
    context.fillStyle = colour("land");
    for (const shape of base.land) if (isInSight(shape, view)) context.fill(shape.path);
    if (view.zoom >= 4) {
      const width = Math.min(1, 0.4 + (view.zoom - 4) * 0.15);
      drawLines(context, view, base.lines, DIVISION, colour("division"), width);
    }
    drawLines(context, view, base.lines, COAST, colour("coast"), view.zoom < 4 ? 0.6 : 1);
    const width = view.zoom < 4 ? 0.8 : 1.3;
    drawLines(context, view, base.lines, COUNTRY, colour("border"), width);
    drawLines(context, view, base.lines, DISPUTED, colour("border"), width, [5, 4]);
    context.restore();
  }

  /** Writes labels where no other label stands; the first to come has the place. */
  class Labels {
    constructor(context, view) {
      this.context = context;
      this.view = view;
      this.taken = [];
    }

    put(label, { size, weight = 400, ink, upper = false, dot = false }) {
      const { context, view } = this;
      const x = view.x(label.x);
      const y = view.y(label.y);
      if (x < 0 || y < 0 || x > view.width || y > view.height) return;
      const text = upper ? label.text.toUpperCase() : label.text;
      context.font = `${weight} ${size}px ${FONT}`;
      context.letterSpacing = upper ? "0.08em" : "0";
      const width = context.measureText(text).width;
      const left = dot ? x + 6 : x - width / 2;
      const box = [left - 4, y - size, left + width + 4, y + size];
      if (this.taken.some((t) => box[0] < t[2] && t[0] < box[2] && box[1] < t[3] && t[1] < box[3]))
        return;
      this.taken.push(box);
      context.textAlign = "left";
      context.textBaseline = "middle";
      context.lineJoin = "round";
      context.lineWidth = 3;
      context.strokeStyle = colour("halo");
      context.strokeText(text, left, y);
      context.fillStyle = ink;
      context.fillText(text, left, y);
      context.letterSpacing = "0";
      if (dot) {
        context.beginPath();
        context.arc(x, y, 2.2, 0, 2 * Math.PI);
        context.fill();
      }
    }
  }

  function drawLabels(context, view, base) {
    const labels = new Labels(context, view);
    const degree = view.scale / 360;
    for (const country of base.countries) {
      // A name is shown once its country is wide enough to bear it.
      if (country.weight * degree < 26 || country.text === "Antarctica") continue;
      const large = country.weight * degree > 130;
      labels.put(country, {
        size: large ? 13 : 11,
        weight: 600,
        ink: colour("country-label"),
        upper: view.zoom < 6,
      });
    }
    const smallest = SMALLEST_CITY[Math.floor(view.zoom)] ?? 0;
    for (const city of base.cities) {
      if (city.weight < smallest) break;
      labels.put(city, { size: 11, ink: colour("city-label"), dot: true });
    }
    if (view.zoom >= 6) {
      for (const division of base.divisions) {
        if (division.weight * degree < 46) break;
        labels.put(division, { size: 10.5, ink: colour("division-label") });
      }
    }
  }

  /** The layer; `ready` resolves when the map is drawn. */
  function layer(map) {
    let base = null;
    const drawn = dateline.canvas.layer(map, "dateline-base", 150, (context, view) => {
      if (!base) return;
      drawShapes(context, view, base);
      drawLabels(context, view, base);
    });
    drawn.ready = load().then((loaded) => {
      base = loaded;
      drawn.outlines = loaded.outlines;
      drawn.redraw();
    });
    return drawn;
  }

  dateline.basemap = { layer, isInSight, FONT };
})((window.dateline = window.dateline || {}));
