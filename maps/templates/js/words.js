/* Words for the codes of the table: what a reader sees, and the one place where they stand. */
(function (dateline) {
  "use strict";

  const DAY = 864e5;
  const FACTUALITIES = [
    { code: "reported", label: "Reported", hint: "told as having happened" },
    { code: "planned", label: "Planned", hint: "told as still to come" },
    { code: "conditional", label: "Conditional", hint: "would happen if something else did" },
    { code: "denied", label: "Denied", hint: "told as not having happened" },
  ];
  /** By `where_prec`; the codes are the words of the command line. */
  const PRECISIONS = [
    { code: "unknown", label: "Not stated" },
    { code: "exact", label: "Exact place" },
    { code: "near", label: "Near a place" },
    { code: "district", label: "District only" },
    { code: "division", label: "Division only" },
    { code: "region", label: "Region, or off a place" },
    { code: "country", label: "Country only" },
    { code: "sea", label: "At sea or in the air" },
  ];
  const DATE_PRECISION = {
    1: "the day is known",
    2: "known to about a week",
    3: "known to about a month or longer",
  };
  const ROLES = {
    where: "where it happened",
    from: "from here",
    to: "to here",
    actor: "its government or people acts",
    mentioned: "mentioned",
  };
  const SHORT_ROLES = { where: "where", from: "from", to: "to", actor: "acts", mentioned: "named" };
  const PLACE_KINDS = { A: "division", P: "town or village", H: "water", T: "relief", L: "area" };
  let countries = null;
  const MONTHS =
    "January February March April May June July August September October November December".split(
      " ",
    );

  function iso(day) {
    return new Date(day * DAY).toISOString().slice(0, 10);
  }

  function dayOfIso(text) {
    return Math.round(Date.parse(text + "T00:00:00Z") / DAY);
  }

  // Not by Intl, which takes a tenth of the page's start to be made ready.
  function parts(day) {
    const date = new Date(day * DAY);
    return [date.getUTCDate(), MONTHS[date.getUTCMonth()], date.getUTCFullYear()];
  }

  /** The days in words, what both have in common once. */
  function dates(first, last) {
    if (first === null) return "Date not known";
    const [from, to] = [parts(first), parts(last)];
    const end = to.join(" ");
    if (first === last) return end;
    if (from[2] !== to[2]) return `${from.join(" ")} – ${end}`;
    return from[1] === to[1] ? `${from[0]}–${end}` : `${from[0]} ${from[1]} – ${end}`;
  }

  function month(day) {
    const [, name, inYear] = parts(day);
    return `${name.slice(0, 3)} ${inYear}`;
  }

  function year(day) {
    return String(parts(day)[2]);
  }

  function datePrecision(first, precision) {
    return first === null ? null : DATE_PRECISION[precision] || null;
  }

  function number(value) {
    return String(value).replace(/\B(?<!\..*)(?=(\d{3})+(?!\d))/g, ",");
  }

  function plural(count, noun, nouns = noun + "s") {
    return number(count) + " " + (count === 1 ? noun : nouns);
  }

  /** A word of the table as a reader would write it: "air_strike" is "Air strike". */
  function plain(code) {
    const text = code.replaceAll("_", " ");
    const lower = text === text.toUpperCase() ? text.toLowerCase() : text;
    return lower.charAt(0).toUpperCase() + lower.slice(1);
  }

  function kilometres(radius) {
    return number(radius < 10 ? Math.round(radius * 10) / 10 : Math.round(radius)) + " km";
  }

  /** The place in words that say how exactly it is known, with what it is known by. */
  function place(precision, location, radius) {
    const name = location || "a place without a name";
    switch (precision) {
      case 1:
        return { text: name, precision: "exact place" };
      case 2:
        return {
          text: name,
          precision: radius === null ? "nearby" : "within " + kilometres(radius),
        };
      case 3:
        return { text: "somewhere in " + name, precision: "district only" };
      case 4:
        return { text: "somewhere in " + name, precision: "first-order division only" };
      case 5:
        return {
          text: name,
          precision: radius === null ? "an area" : "within " + kilometres(radius),
        };
      case 6:
        return { text: "somewhere in " + name, precision: "country only" };
      case 7:
        return { text: name, precision: "at sea or in the air" };
      default:
        return { text: name, precision: null };
    }
  }

  /** Country of an ISO 3166-1 alpha-2 code, or null. */
  function country(code) {
    try {
      countries ??= new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
      return (code && countries.of(code)) || null;
    } catch {
      return null; // Not a code at all.
    }
  }

  /** What kind of place a GeoNames feature code names, in words. */
  function placeKind(code) {
    if (!code) return null;
    if (code.startsWith("PCL")) return "country";
    if (code === "ADM1") return "first-order division";
    if (code === "ADM2") return "second-order division";
    if (code === "PPLC") return "capital";
    if (code.startsWith("PPL")) return PLACE_KINDS.P;
    if (code.startsWith("ADM")) return PLACE_KINDS.A;
    if (/^(RGN|CONT|OCN|SEA)/.test(code)) return "region";
    return null;
  }

  dateline.words = {
    FACTUALITIES,
    PRECISIONS,
    ROLES,
    SHORT_ROLES,
    country,
    datePrecision,
    dates,
    dayOfIso,
    iso,
    kilometres,
    month,
    number,
    place,
    placeKind,
    plain,
    plural,
    year,
  };
})((window.dateline = window.dateline || {}));
