/* What is known of one event, as elements. Text of reports only ever becomes text nodes. */
(function (dateline) {
  "use strict";

  const { words } = dateline;

  function element(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined && text !== null) {
      made.textContent = text;
      // Names and sentences come in every script and direction.
      made.dir = "auto";
    }
    return made;
  }

  /** A link to the report, only for web addresses; null for anything else. */
  function link(url, text) {
    if (!/^https?:\/\//i.test(url || "")) return null;
    const made = element("a", null, text);
    made.href = url;
    made.target = "_blank";
    made.rel = "noopener noreferrer";
    return made;
  }

  function placeLine(store, row) {
    if (!store.isLocated(row)) return { text: "No place known", precision: null };
    return words.place(
      store.columns.where_prec[row],
      store.name("location", row),
      store.real("radius_km", row),
    );
  }

  /** Division and country, unless the place's own name already says them. */
  function region(store, row) {
    const location = store.name("location", row);
    const names = [store.name("admin1", row), store.name("country", row)];
    return names.filter((name) => name && name !== location).join(", ");
  }

  /** One line that names an event: what and where. */
  function heading(store, row) {
    const place = placeLine(store, row).text;
    return store.type(row).label + " · " + place;
  }

  function counts(json) {
    return dateline.unpack
      .list(json)
      .filter((count) => count.what && Number.isFinite(count.low))
      .map(({ what, low, high }) => {
        if (high === null || high === undefined)
          return "at least " + words.number(low) + " " + what;
        const range =
          low === high ? words.number(low) : words.number(low) + "–" + words.number(high);
        return range + " " + what;
      })
      .join(", ");
  }

  /**
   * The sentence with its trigger and place names marked. Offsets of the report count characters
   * as Python does, while strings here count UTF-16 units, so the sentence is taken apart first.
   */
  function sentence(texts) {
    const evidence = dateline.unpack.parse(texts.evidence) || {};
    const text = typeof evidence.sentence_text === "string" ? evidence.sentence_text : texts.notes;
    if (!text) return null;
    const quote = element("blockquote", "dateline-sentence");
    quote.dir = "auto";
    const characters = Array.from(text);
    const kinds = new Array(characters.length).fill(null);
    const start = Number.isInteger(evidence.sentence_start) ? evidence.sentence_start : NaN;
    for (const kind of ["location", "trigger"]) {
      for (const span of Array.isArray(evidence[kind]) ? evidence[kind] : []) {
        if (!Array.isArray(span)) continue;
        kinds.fill(kind, Math.max(0, span[0] - start), Math.max(0, span[1] - start));
      }
    }
    for (let first = 0; first < characters.length; ) {
      let end = first;
      while (end < characters.length && kinds[end] === kinds[first]) end++;
      const piece = characters.slice(first, end).join("");
      quote.append(kinds[first] ? element("mark", "dateline-" + kinds[first], piece) : piece);
      first = end;
    }
    return quote;
  }

  function facts(store, row, texts) {
    const [first, last] = store.days(row);
    const place = placeLine(store, row);
    const confidence = store.real("confidence", row);
    const precision = words.datePrecision(first, store.columns.time_precision[row]);
    const sources = store.whole("n_sources", row);
    return [
      ["When", words.dates(first, last), precision],
      ["Where", place.text, [place.precision, region(store, row)].filter(Boolean).join(" · ")],
      ["Who", [texts.actor1, texts.actor2].filter(Boolean).join(" → "), null],
      ["Numbers", counts(texts.counts), null],
      ["Said by", texts.claimed_by, texts.claimed_by && "a claim, not an established fact"],
      ["Certainty", confidence === null ? null : Math.round(confidence * 100) + " %", null],
      ["Corrected", ...corrected(texts.corrected)],
      ["Sources", sources > 1 ? words.plural(sources, "source") : null, null],
    ].filter(([, value]) => value);
  }

  /** What people corrected: the last word, by whom and why, and what stood there before. */
  function corrected(text) {
    const entries = dateline.unpack.parse(text);
    if (!Array.isArray(entries) || !entries.length) return [null, null];
    const last = entries[entries.length - 1];
    const whom = [last.who && "by " + last.who, last.when && "on " + last.when];
    const was = entries.flatMap((entry) => [entry.was?.location, entry.was?.event_type]);
    return [
      [entries.map((entry) => entry.action).join(", "), ...whom].filter(Boolean).join(" "),
      [last.why, ...was.filter(Boolean).map((value) => "was " + value)].filter(Boolean).join(" · "),
    ];
  }

  function factuality(store, row) {
    const code = store.name("factuality", row) || "reported";
    return words.FACTUALITIES.find((f) => f.code === code) || words.FACTUALITIES[0];
  }

  /** The places that the event is linked to, as buttons that call `openPlace(id)`. */
  function namedPlaces(texts, openPlace) {
    const seen = new Set();
    const buttons = [];
    for (const { place_id: id, name, text, role } of dateline.unpack.list(texts.places)) {
      const key = id + " " + role;
      if (!id || !name || seen.has(key)) continue;
      seen.add(key);
      const button = element("button", "dateline-place-button", name);
      button.type = "button";
      button.title = [text !== name ? "“" + text + "”" : "", words.ROLES[role]]
        .filter(Boolean)
        .join(": ");
      button.append(element("span", "dateline-role", words.SHORT_ROLES[role] || ""));
      button.addEventListener("click", () => openPlace(id));
      buttons.push(button);
    }
    return buttons;
  }

  /** Where it was reported: of a merged event every report once, the earliest first. */
  function reports(store, row, texts) {
    const evidence = dateline.unpack.parse(texts.evidence) || {};
    const merged = Array.isArray(evidence.sources) ? evidence.sources : [];
    const own = { ...texts, source: store.name("source", row) };
    const each = new Map();
    for (const report of merged.length ? merged : [own]) {
      if (report && !each.has(report.report_id)) each.set(report.report_id, report);
    }
    return Array.from(each.values(), (report) => {
      const line = element("p", "dateline-card-source");
      // The id, mostly a digest, tells a reader little.
      const named = report.source || "Report: " + (report.title || report.report_id);
      line.append(element("span", null, named));
      const anchor = link(report.source_url, "Read the report ↗");
      if (anchor) line.append(anchor);
      return line;
    });
  }

  /** The whole card of an event. */
  function event(store, row, texts, openPlace) {
    const card = element("article", "dateline-card");
    const kind = element("p", "dateline-card-kind");
    const subType = store.name("sub_event_type", row);
    kind.append(
      dateline.glyphs.picture(dateline.marks.styleOf(store, row)),
      element("strong", null, store.type(row).label),
    );
    if (subType) kind.append(element("span", null, subType.replaceAll("_", " ").toLowerCase()));
    const told = factuality(store, row);
    if (told.code !== "reported") {
      const badge = element("span", "dateline-badge", told.label);
      badge.title = told.hint;
      kind.append(badge);
    }
    if (texts.claimed_by) kind.append(element("span", "dateline-badge", "Claimed"));
    card.append(kind, element("h2", "dateline-card-title", texts.title || heading(store, row)));
    const list = element("dl", "dateline-facts");
    for (const [term, value, detail] of facts(store, row, texts)) {
      const definition = element("dd", null, value);
      if (detail) definition.append(element("span", "dateline-detail", detail));
      list.append(element("dt", null, term), definition);
    }
    const named = namedPlaces(texts, openPlace);
    if (named.length) {
      const definition = element("dd", "dateline-named");
      definition.append(...named);
      list.append(element("dt", null, "Names"), definition);
    }
    card.append(list);
    const quote = sentence(texts);
    if (quote) card.append(quote);
    card.append(...reports(store, row, texts), dateline.correcting.form(store, row, texts));
    return card;
  }

  dateline.card = { element, event, factuality, heading, placeLine, region };
})((window.dateline = window.dateline || {}));
