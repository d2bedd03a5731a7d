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
  const numberFormat = new Intl.NumberFormat("en-GB");
  const dayFormat = new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
  const monthFormat = new Intl.DateTimeFormat("en-GB", {
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
  const countries = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });

  function iso(day) {
    return new Date(day * DAY).toISOString().slice(0, 10);
  }

  function dayOfIso(text) {
    return Math.round(Date.parse(text + "T00:00:00Z") / DAY);
  }

  function dates(first, last) {
    if (first === null) return "Date not known";
    if (first === last) return dayFormat.format(first * DAY);
    return dayFormat.formatRange(first * DAY, last * DAY);
  }

  function month(day) {
    return monthFormat.format(day * DAY);
  }

  function year(day) {
    return String(new Date(day * DAY).getUTCFullYear());
  }

  function datePrecision(first, precision) {
    return first === null ? null : DATE_PRECISION[precision] || null;
  }

  function number(value) {
    return numberFormat.format(value);
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
