/* What leaves the page: the filtered events as GeoJSON, and the state in the address. */
(function (dateline) {
  "use strict";

  const REALS = ["radius_km", "confidence"];
  const WHOLES = ["fatalities_low", "fatalities_high", "n_sources"];
  const SMALL = ["where_prec", "geo_precision", "time_precision", "quad_code"];
  const DAYS = ["event_date", "event_date_end"];
  const JSON_TEXTS = ["counts", "corrected", "places", "evidence"];

  /** The value of a column of the table, as it stands in an export. */
  function value(store, row, texts, name) {
    if (name === "latitude" || name === "longitude")
      return store.isLocated(row) ? store[name](row) : null;
    if (REALS.includes(name)) return store.real(name, row);
    if (WHOLES.includes(name)) return store.whole(name, row);
    if (SMALL.includes(name)) return store.columns[name][row] || null;
    if (DAYS.includes(name)) {
      const day = store.whole(name, row);
      return day === null ? null : dateline.words.iso(day);
    }
    if (JSON_TEXTS.includes(name)) return dateline.unpack.parse(texts[name]);
    return name in texts ? texts[name] : store.name(name, row);
  }

  async function feature(store, row, fields) {
    const texts = await store.texts(row);
    return {
      type: "Feature",
      id: texts.event_id,
      geometry: store.isLocated(row)
        ? { type: "Point", coordinates: [store.longitude(row), store.latitude(row)] }
        : null,
      properties: Object.fromEntries(fields.map((name) => [name, value(store, row, texts, name)])),
    };
  }

  /** The visible events as an RFC 7946 collection, longitude before latitude. */
  async function geojson(store, visible) {
    const { about, fields } = store.head;
    const parts = [
      '{"type":"FeatureCollection",\n"metadata":' + JSON.stringify(about) + ',\n"features":[',
    ];
    let separator = "\n";
    for (let row = 0; row < store.count; row++) {
      if (!visible[row]) continue;
      parts.push(separator, JSON.stringify(await feature(store, row, fields)));
      separator = ",\n";
    }
    parts.push("\n]}\n");
    return new Blob(parts, { type: "application/geo+json" });
  }

  function save(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  /** The state as it stands in the address; only what differs from the start. */
  function toHash({ map, filter, showsPlaces }) {
    const state = new URLSearchParams();
    const centre = map.getCenter();
    state.set("view", [map.getZoom(), centre.lat.toFixed(3), centre.lng.toFixed(3)].join("/"));
    if (filter.hiddenTypes.size) state.set("without", [...filter.hiddenTypes].sort().join(","));
    if (filter.hiddenFactualities.size)
      state.set("untold", [...filter.hiddenFactualities].sort().join(","));
    if (filter.country !== null) state.set("country", filter.country);
    if (filter.division !== null) state.set("division", filter.division);
    if (filter.from !== null) state.set("since", dateline.words.iso(filter.from));
    if (filter.to !== null) state.set("until", dateline.words.iso(filter.to));
    if (filter.words) state.set("words", filter.words);
    if (showsPlaces) state.set("places", "1");
    return "#" + state;
  }

  /** The state that an address holds; whatever does not fit is left out. */
  function fromHash(hash, store) {
    const state = new URLSearchParams(hash.slice(1));
    const codes = (name, known) =>
      new Set((state.get(name) || "").split(",").filter((code) => known.includes(code)));
    const day = (name) => {
      const text = state.get(name) || "";
      const found = /^\d{4}-\d\d-\d\d$/.test(text) ? dateline.words.dayOfIso(text) : NaN;
      return Number.isNaN(found) ? null : found;
    };
    const named = (name, column) => {
      const text = state.get(name);
      return store.head.dictionaries[column].includes(text) ? text : null;
    };
    const view = (state.get("view") || "").split("/").map(Number);
    const country = named("country", "country");
    return {
      filter: {
        hiddenTypes: codes(
          "without",
          store.types.map((type) => type.code),
        ),
        hiddenFactualities: codes(
          "untold",
          dateline.words.FACTUALITIES.map((f) => f.code),
        ),
        country,
        division: country === null ? null : named("division", "admin1"),
        from: day("since"),
        to: day("until"),
      },
      words: state.get("words") || "",
      places: state.get("places") === "1",
      view: view.length === 3 && view.every(Number.isFinite) ? view : null,
    };
  }

  dateline.share = { geojson, save, toHash, fromHash };
})((window.dateline = window.dateline || {}));
