/* The state of the page as an address, and the filter as a command for a shell. */
(function (dateline) {
  "use strict";

  const { words } = dateline;

  /** The state as it stands in the address; only what differs from the start. */
  function toHash({ map, filter, as, showsPlaces }) {
    const state = new URLSearchParams();
    const centre = map.getCenter();
    state.set("view", [map.getZoom(), centre.lat.toFixed(3), centre.lng.toFixed(3)].join("/"));
    for (const facet of filter.facets)
      for (const path of facet.paths()) state.append(facet.key, path);
    if (filter.area) state.set("area", filter.area.text);
    if (filter.from !== null) state.set("since", words.iso(filter.from));
    if (filter.to !== null) state.set("until", words.iso(filter.to));
    if (filter.confidence !== null) state.set("sure", filter.confidence);
    if (filter.words) state.set("words", filter.words);
    if (as !== "marks") state.set("as", as);
    if (showsPlaces) state.set("places", "1");
    return "#" + state;
  }

  /** Put the state of an address into a filter; whatever does not fit is left out. */
  function fromHash(hash, filter) {
    const state = new URLSearchParams(hash.slice(1));
    const day = (name) => {
      const text = state.get(name) || "";
      const found = /^\d{4}-\d\d-\d\d$/.test(text) ? words.dayOfIso(text) : NaN;
      return Number.isNaN(found) ? null : found;
    };
    for (const facet of filter.facets) facet.setPaths(state.getAll(facet.key));
    filter.setArea(dateline.area.parse(state.get("area")));
    const sure = Number(state.get("sure"));
    Object.assign(filter, {
      from: day("since"),
      to: day("until"),
      confidence: sure > 0 && sure <= 1 ? sure : null,
    });
    const view = (state.get("view") || "").split("/").map(Number);
    return {
      words: state.get("words") || "",
      as: state.get("as"),
      places: state.get("places") === "1",
      view: view.length === 3 && view.every(Number.isFinite) ? view : null,
    };
  }

  /** The command that keeps the same events of the table that the page was made of. */
  function command(filter) {
    const options = [];
    for (const facet of filter.facets)
      for (const path of facet.paths()) options.push([facet.option, path]);
    if (filter.area) options.push(["area", filter.area.text]);
    if (filter.from !== null) options.push(["since", words.iso(filter.from)]);
    if (filter.to !== null) options.push(["until", words.iso(filter.to)]);
    if (filter.confidence !== null) options.push(["min-confidence", String(filter.confidence)]);
    if (filter.words) options.push(["text", filter.words]);
    const given = options.map(([name, value]) => `--${name}=${quoted(value)}`);
    return ["dateline filter events.geojson", ...given, "-o filtered.geojson"].join(" ");
  }

  /** One word of a POSIX shell; control characters, which a terminal would obey, as escapes. */
  function quoted(text) {
    if (/^[\w@%+=:,./-]+$/.test(text)) return text;
    // eslint-disable-next-line no-control-regex
    if (/[\0-\x1f\x7f-\x9f\u2028\u2029]/.test(text)) {
      const escaped = text.replace(/[\\']/g, "\\$&");
      return "$'" + escaped.replace(/[\0-\x1f\x7f-\x9f\u2028\u2029]/g, escape) + "'";
    }
    return "'" + text.replaceAll("'", "'\\''") + "'";
  }

  function escape(character) {
    return "\\u" + character.charCodeAt(0).toString(16).padStart(4, "0");
  }

  dateline.share = { toHash, fromHash, command };
})((window.dateline = window.dateline || {}));
