/* The base map as tools/build_basemap.py packs it, where its format is told. */
(function (dateline) {
  "use strict";

  const { mercatorX, mercatorY } = dateline.store;
  const COAST = 0;
  const KINDS = ["countries", "divisions", "cities"];

  async function load() {
    const bytes = await dateline.unpack.bytes("basemap");
    const length = new DataView(bytes.buffer).getUint32(0, true);
    const decoder = new TextDecoder();
    let at = 4 + length;
    const next = (size) => bytes.subarray(at, (at += size));
    const header = JSON.parse(decoder.decode(bytes.subarray(4, at)));
    const names = decoder.decode(next(header.names)).split("\n");
    const streams = {};
    for (const [name, size] of Object.entries(header.streams)) streams[name] = varints(next(size));
    return {
      arcs: arcsOf(streams, header.scale),
      kinds: streams.kinds,
      ...sides(streams),
      isos: header.isos,
      names: labels(streams, names, header.labels),
    };
  }

  /** Whole numbers from zigzag varints. */
  function varints(bytes) {
    const values = new Int32Array(bytes.length);
    let count = 0;
    for (let i = 0; i < bytes.length; ) {
      let value = bytes[i++];
      if (value & 128) {
        let shift = 7;
        let byte;
        value &= 127;
        do {
          byte = bytes[i++];
          value |= (byte & 127) << shift;
          shift += 7;
        } while (byte & 128);
      }
      values[count++] = (value >>> 1) ^ -(value & 1);
    }
    return values.subarray(0, count);
  }

  /** Arrays of x, y in turn in the unit square. */
  function arcsOf({ points, x, y, dx, dy }, scale) {
    const all = new Float64Array(2 * (dx.length + points.length));
    const mercator = latitudes(scale);
    const arcs = new Array(points.length);
    let [east, north, step, at] = [0, 0, 0, 0];
    for (let arc = 0; arc < points.length; arc++) {
      const start = at;
      east += x[arc];
      north += y[arc];
      for (let point = 0; ; step++) {
        all[at++] = mercatorX(east / scale);
        all[at++] = mercator(north);
        if (++point === points[arc]) break;
        east += dx[step];
        north += dy[step];
      }
      arcs[arc] = all.subarray(start, at);
    }
    return arcs;
  }

  /** Where a latitude in whole numbers lies, worked out once for each: arcs have few of them. */
  function latitudes(scale) {
    const middle = 90 * scale;
    const known = new Float64Array(2 * middle + 1);
    return (north) => (known[north + middle] ||= mercatorY(north / scale));
  }

  /** For each arc the division on its left and that on its right, 0 for none. */
  function sides({ kinds, left: lefts, right: rights }) {
    const left = new Int32Array(kinds.length);
    const right = new Int32Array(kinds.length);
    let [onLeft, onRight, at] = [0, 0, 0];
    for (let arc = 0; arc < kinds.length; arc++) {
      left[arc] = onLeft += lefts[arc];
      if (kinds[arc] !== COAST) right[arc] = onRight += rights[at++];
    }
    return { left, right };
  }

  /** The labels of each kind, those that weigh most first. */
  function labels({ east, north, weights }, names, counts) {
    const sums = [0, 0, 0];
    const all = names.map((text, i) => {
      [east, north, weights].forEach((steps, part) => (sums[part] += steps[i]));
      const [longitude, latitude, weight] = sums;
      return { text, x: mercatorX(longitude / 100), y: mercatorY(latitude / 100), weight };
    });
    let at = 0;
    return Object.fromEntries(
      KINDS.map((kind, i) => {
        const some = all.slice(at, (at += counts[i]));
        return [kind, some.sort((a, b) => b.weight - a.weight)];
      }),
    );
  }

  dateline.topology = { load, COAST };
})((window.dateline = window.dateline || {}));
