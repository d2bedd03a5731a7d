/* The events shown as files: what `dateline filter` writes of them, feature for feature. */
(function (dateline) {
  "use strict";

  const REALS = ["latitude", "longitude", "radius_km", "confidence"];
  const WHOLES = ["fatalities_low", "fatalities_high", "n_sources"];
  const SMALL = ["where_prec", "geo_precision", "time_precision", "quad_code"];
  const DAYS = ["event_date", "event_date_end"];
  const JSON_TEXTS = ["counts", "corrected", "places", "evidence"];
  const NUMBERS = new Set([...REALS, ...WHOLES, ...SMALL, ...DAYS]);
  /** Spreadsheets run a cell that begins so; a quote before it makes it text. */
  const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

  /** The value of a column of the table; a JSON column as its text. */
  function value(store, row, texts, name) {
    if (name === "latitude" || name === "longitude")
      return store.isLocated(row) ? store[name](row) : null;
    if (REALS.includes(name)) return finite(store.real(name, row));
    if (WHOLES.includes(name)) return store.whole(name, row);
    if (SMALL.includes(name)) return store.columns[name][row] || null;
    if (DAYS.includes(name)) {
      const day = store.whole(name, row);
      return day === null ? null : dateline.words.iso(day);
    }
    return name in texts ? texts[name] : store.name(name, row);
  }

  function finite(number) {
    return Number.isFinite(number) ? number : null;
  }

  function feature(store, row, texts) {
    const properties = {};
    for (const name of store.head.fields) {
      const found = value(store, row, texts, name);
      properties[name] = JSON_TEXTS.includes(name) ? dateline.unpack.parse(found) : found;
    }
    const geometry = store.isLocated(row)
      ? { type: "Point", coordinates: [store.longitude(row), store.latitude(row)] }
      : null;
    return JSON.stringify({ type: "Feature", id: texts.event_id, geometry, properties });
  }

  /** `line(row, texts)` of each visible row, chunk after chunk so that few texts are held. */
  async function lines(store, visible, line) {
    const found = [];
    await store.prose.ready();
    for (let number = 0; number < store.chunkCount; number++) {
      const start = number * store.head.chunk;
      const end = Math.min(store.count, start + store.head.chunk);
      if (!visible.subarray(start, end).includes(1)) continue;
      const chunk = await dateline.texts.chunk(number);
      for (let row = start; row < end; row++)
        if (visible[row]) found.push(line(row, store.textsIn(chunk, row)));
    }
    return found;
  }

  /** An RFC 7946 collection, longitude before latitude. */
  async function geojson(store, visible) {
    const features = await lines(store, visible, (row, texts) => feature(store, row, texts));
    const head = '{"type":"FeatureCollection",\n"metadata":' + JSON.stringify(store.head.about);
    return new Blob([head, ',\n"features":[\n', features.join(",\n"), "\n]}\n"], {
      type: "application/geo+json",
    });
  }

  /** A heading and one line a row; JSON columns as JSON, the geometry as WKT, null as nothing. */
  async function csv(store, visible) {
    const { fields } = store.head;
    const line = (row, texts) => {
      const cells = fields.map((name) => cell(name, value(store, row, texts, name)));
      return csvLine([...cells, wkt(store, row)]);
    };
    const rows = await lines(store, visible, line);
    // Without the mark at the front spreadsheets read the file in an alphabet of their own.
    return new Blob(["\ufeff", csvLine([...fields, "geometry"]), ...rows], { type: "text/csv" });
  }

  function cell(name, found) {
    if (found === null || found === undefined) return "";
    if (REALS.includes(name)) return real(found);
    const text = String(found);
    return !NUMBERS.has(name) && FORMULA.test(text) ? "'" + text : text;
  }

  /** A real number as Python writes it: 300.0, 1e-05, 1e+16. */
  function real(number) {
    const size = Math.abs(number);
    if (size !== 0 && (size < 1e-4 || size >= 1e16))
      return number.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
    return Number.isInteger(number) ? number + ".0" : String(number);
  }

  function wkt(store, row) {
    if (!store.isLocated(row)) return "";
    const degrees = (number) => String(Number(number.toFixed(7)));
    return `POINT (${degrees(store.longitude(row))} ${degrees(store.latitude(row))})`;
  }

  function csvLine(cells) {
    const quoted = cells.map((text) =>
      /[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text,
    );
    return quoted.join(",") + "\r\n";
  }

  function save(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  dateline.export = { geojson, csv, save };
})((window.dateline = window.dateline || {}));
