/* The form on an event's card with which a reader says what is wrong with it. */
(function (dateline) {
  "use strict";

  const PLACE = "geonames:266826, Tripoli, Libya, or 33.9,35.6";
  /** What can be said of an event, and the form of its value; null for none. */
  const OF_EVENT = [
    ["confirm", "It is right", null],
    ["place", "Another place", PLACE],
    ["type", "Another type", "ASSAULT or ASSAULT/bombing"],
    ["date", "Another date", "2018-08-27 or 2018-08-27/2018-08-29"],
    ["factuality", "Told as", "reported, planned, conditional or denied"],
    ["counts", "Other numbers", "killed=12; wounded=30-40"],
    ["drop", "It is no event, or not here", null],
  ];
  const SCOPES = [
    ["report", "in this report"],
    ["source", "in all of this source"],
    ["everywhere", "everywhere"],
  ];

  let who = "";
  /** The tellings of an event that is to be merged with the one whose card is opened next. */
  let held = null;

  function element(tag, name, text) {
    const made = document.createElement(tag);
    if (name) made.className = name;
    if (text) made.textContent = text;
    return made;
  }

  function input(label) {
    const field = element("input");
    field.type = "text";
    field.autocomplete = "off";
    field.placeholder = label;
    field.setAttribute("aria-label", label);
    return field;
  }

  /** A choice of [value, label]; text of reports only ever becomes text nodes. */
  function choice(label, options) {
    const field = element("select");
    field.setAttribute("aria-label", label);
    for (const [value, text] of options) {
      const option = element("option", null, text);
      option.value = value;
      field.append(option);
    }
    return field;
  }

  /** The word of the event, from its offsets, which count characters as Python does. */
  function trigger(evidence) {
    const [first] = Array.isArray(evidence.trigger) ? evidence.trigger : [];
    const { sentence_text: text, sentence_start: start } = evidence;
    if (!Array.isArray(first) || typeof text !== "string" || !Number.isInteger(start)) return null;
    return (
      Array.from(text)
        .slice(first[0] - start, first[1] - start)
        .join("") || null
    );
  }

  function telling(row) {
    const evidence = (typeof row.evidence === "object" && row.evidence) || {};
    return {
      event_id: row.event_id,
      report_id: row.report_id,
      source: row.source,
      source_url: row.source_url,
      sentence: evidence.sentence_text || row.notes,
      trigger: trigger(evidence),
      label: [row.source, row.title || row.notes || row.report_id].filter(Boolean).join(": "),
    };
  }

  /** What corrections are about: every report's telling of an event, of most the only one. */
  function tellings(store, row, texts) {
    const evidence = dateline.unpack.parse(texts.evidence) || {};
    const own = { ...texts, evidence, source: store.name("source", row) };
    const merged = Array.isArray(evidence.sources) ? evidence.sources : [];
    const heads = new Map();
    for (const one of merged.filter((one) => one && typeof one === "object"))
      if (!heads.has(one.event_group)) heads.set(one.event_group, telling(one));
    return heads.size ? Array.from(heads.values()) : [telling(own)];
  }

  /** Who published the report of the event's sentence: a merged event has all its sources. */
  function sourceOf(told, report_id) {
    return (told.find((one) => one.report_id === report_id) || told[0]).source || null;
  }

  /** The place names of the event's sentence, each once. */
  function names(texts) {
    const found = dateline.unpack.list(texts.places).map((link) => link.text);
    return Array.from(new Set(found.filter((text) => typeof text === "string" && text)));
  }

  function withOther(told, other) {
    return {
      ...told,
      value: other.event_id,
      with_report_id: other.report_id,
      with_sentence: other.sentence,
    };
  }

  /** What can be said here: [code, label, hint of the value, corrections of (value, choices)]. */
  function choices(store, row, texts) {
    const told = tellings(store, row, texts);
    const all = OF_EVENT.map(([action, label, hint]) => [
      action,
      label,
      hint,
      (value) => told.map((one) => ({ ...one, action, value })),
    ]);
    if (names(texts).length) {
      const { report_id, source_url } = texts;
      const source = sourceOf(told, report_id);
      all.push([
        "name",
        "A name means another place",
        PLACE,
        (value, { name, scope }) => [
          { action: "place", value, name, scope, report_id, source, source_url },
        ],
      ]);
    }
    if (told.length > 1) {
      all.push([
        "split",
        "A report tells of another event",
        null,
        (_, { which }) => {
          const one = told[which];
          const others = told.filter((other) => other !== one);
          return others.map((other) => withOther({ ...one, action: "split" }, other));
        },
      ]);
    } else if (texts.event_id !== texts.event_group) {
      all.push([
        "split",
        "This place is an event of its own",
        null,
        () => [{ ...told[0], action: "split" }],
      ]);
    }
    if (held && held[0].event_id !== told[0].event_id) {
      all.push([
        "merge",
        "One event with “" + held[0].label + "”",
        null,
        () => {
          const [one] = held;
          held = null;
          return [withOther({ ...one, action: "merge" }, told[0])];
        },
      ]);
    }
    all.push([
      "hold",
      "One event with another, opened next",
      null,
      () => {
        held = told;
        return [];
      },
    ]);
    return { all, told };
  }

  /** A form on the card of an event, folded away until it is wanted. */
  function form(store, row, texts) {
    const fold = element("details", "dateline-correct");
    fold.append(element("summary", null, "Correct this"));
    const inner = element("form");
    const { all, told } = choices(store, row, texts);
    const action = choice("What is wrong", all);
    const name = choice(
      "Which name",
      names(texts).map((text) => [text, text]),
    );
    const known = {
      report: texts.report_id,
      source: sourceOf(told, texts.report_id),
      everywhere: true,
    };
    const scope = choice(
      "Where it means that",
      SCOPES.filter(([code]) => known[code]),
    );
    const which = choice(
      "Which report",
      told.map(({ label }, i) => [String(i), label]),
    );
    const value = input("What is right");
    const why = input("Why");
    const person = input("Who you are");
    person.value = who;
    const save = element("button", null, "Note it");
    const said = element("output");
    const chosen = () => all.find(([code]) => code === action.value);
    const choose = () => {
      const hint = chosen()[2];
      value.hidden = hint === null;
      value.required = hint !== null;
      value.placeholder = hint || "";
      name.hidden = scope.hidden = action.value !== "name";
      which.hidden = action.value !== "split" || told.length < 2;
    };
    action.addEventListener("change", choose);
    choose();
    inner.addEventListener("submit", (event) => {
      event.preventDefault();
      who = person.value.trim();
      const right = value.hidden ? null : value.value.trim();
      if (right === "") return;
      const picked = { name: name.value, scope: scope.value, which: Number(which.value) };
      const corrections = chosen()[3](right, picked);
      if (!corrections.length) {
        said.textContent = "Now open the card of the other event, and choose this one there.";
        return;
      }
      const common = { who: who || null, why: why.value.trim() || null };
      const when = new Date().toISOString().slice(0, 10);
      dateline.corrections.note(corrections.map((one) => ({ ...one, ...common, when })));
      said.textContent = "Noted. Download the corrections to keep them.";
    });
    inner.append(action, which, name, scope, value, why, person, save, said);
    fold.append(inner);
    return fold;
  }

  dateline.correcting = { form };
})((window.dateline = window.dateline || {}));
