/* The events as columns: numbers at hand, prose soon after, other texts when they are wanted. */
(function (dateline) {
  "use strict";

  const ABSENT = -(2 ** 31);
  const DEGREE = 1e7;
  const KEPT_CHUNKS = 4;
  const ARRAYS = {
    ...{ f8: Float64Array, i4: Int32Array },
    ...{ u4: Uint32Array, u2: Uint16Array, u1: Uint8Array },
  };

  /** Web Mercator in the unit square: x grows to the east, y to the south. */
  function mercatorX(longitude) {
    return longitude / 360 + 0.5;
  }
  function mercatorY(latitude) {
    const sine = Math.sin((Math.max(-85.05, Math.min(85.05, latitude)) * Math.PI) / 180);
    return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  }

  /** A day, or another where it is not known. */
  function dayOf(day, other) {
    if (day !== ABSENT) return day;
    return other === ABSENT ? NaN : other;
  }

  /** Counts the events that rows are of: one has a row for each of its places. */
  class EventCounter {
    constructor(store) {
      this.group = store.columns.group;
      this.seen = new Uint32Array(store.count);
      this.turn = 0;
      this.count = 0;
    }
    start() {
      this.turn++;
      this.count = 0;
    }
    add(row) {
      const group = this.group[row];
      if (this.seen[group] === this.turn) return;
      this.seen[group] = this.turn;
      this.count++;
    }
  }

  class Store {
    constructor(head, buffer) {
      this.head = head;
      this.count = head.count;
      this.columns = {};
      this.chunks = new Map();
      let offset = 0;
      for (const [name, type] of head.columns) {
        const array = new ARRAYS[type](buffer, offset, head.count);
        offset += array.byteLength;
        this.columns[name] = array;
      }
      /** In the unit square, NaN where no place is known. */
      this.x = new Float64Array(head.count);
      this.y = new Float64Array(head.count);
      this.spots = new dateline.Spots(
        this.columns,
        (row) => this.isLocated(row),
        (row) => this.isCoarse(row),
      );
      const xs = Float64Array.from(this.spots.row, (row) => mercatorX(this.longitude(row)));
      const ys = Float64Array.from(this.spots.row, (row) => mercatorY(this.latitude(row)));
      for (let row = 0; row < head.count; row++) {
        const spot = this.spots.of[row];
        this.x[row] = spot < 0 ? NaN : xs[spot];
        this.y[row] = spot < 0 ? NaN : ys[spot];
      }
      /** First and last day as real numbers, NaN where the date is not known. */
      this.first = new Float64Array(head.count);
      this.last = new Float64Array(head.count);
      const { event_date: first, event_date_end: last } = this.columns;
      for (let row = 0; row < head.count; row++) {
        this.first[row] = dayOf(first[row], last[row]);
        this.last[row] = dayOf(last[row], first[row]);
      }
      this.prose = new dateline.prose.Prose(head);
      this.types = head.types;
      this.rows = new Uint32Array(head.count);
      for (let row = 0; row < head.count; row++) this.rows[row] = row;
      this.events = this.countEvents(this.rows);
      const codes = head.dictionaries.event_type;
      /** For each code of the column the number of its type in the legend. */
      this.typeOfCode = [0, ...codes.map((code) => head.types.findIndex((t) => t.code === code))];
    }

    /** How many events some rows are of. */
    countEvents(rows) {
      this.counter ??= new EventCounter(this);
      this.counter.start();
      for (const row of rows) this.counter.add(row);
      return this.counter.count;
    }
    isLocated(row) {
      return this.columns.latitude[row] !== ABSENT && this.columns.longitude[row] !== ABSENT;
    }
    latitude(row) {
      return this.columns.latitude[row] / DEGREE;
    }
    longitude(row) {
      return this.columns.longitude[row] / DEGREE;
    }
    /** The text of a column of recurring names, or null. */
    name(column, row) {
      const code = this.columns[column][row];
      return code ? this.head.dictionaries[column][code - 1] : null;
    }
    /** A whole number or day, or null. */
    whole(column, row) {
      const value = this.columns[column][row];
      return value === ABSENT ? null : value;
    }
    /** A real number, or null. */
    real(column, row) {
      const value = this.columns[column][row];
      return Number.isNaN(value) ? null : value;
    }
    /** First and last day, both null where the date is not known. */
    days(row) {
      const first = this.first[row];
      return Number.isNaN(first) ? [null, null] : [first, this.last[row]];
    }
    type(row) {
      return this.types[this.typeOfCode[this.columns.event_type[row]]];
    }
    /** Known no better than by region or country: drawn as an open mark. */
    isCoarse(row) {
      return this.columns.where_prec[row] >= 4;
    }
    /** Radius in km where the place is "near" or relative to another, else null. */
    circle(row) {
      const precision = this.columns.where_prec[row];
      return precision === 2 || precision === 5 ? this.real("radius_km", row) : null;
    }

    /** Number of text chunks. */
    get chunkCount() {
      return Math.ceil(this.count / this.head.chunk);
    }
    /** The chunk, of which a few are kept. */
    chunk(number) {
      let chunk = this.chunks.get(number);
      if (!chunk) {
        chunk = dateline.texts.chunk(number);
        this.chunks.set(number, chunk);
        if (this.chunks.size > KEPT_CHUNKS) this.chunks.delete(this.chunks.keys().next().value);
      }
      return chunk;
    }
    /** All texts of a row by the names of their columns. */
    async texts(row) {
      const chunk = this.chunk(Math.floor(row / this.head.chunk));
      await this.prose.ready();
      return this.textsIn(await chunk, row);
    }
    textsIn(chunk, row) {
      const prose = this.prose.texts(row);
      return { ...prose, ...chunk.texts(row % this.head.chunk, prose.notes) };
    }
  }

  async function open() {
    const head = dateline.unpack.json("head");
    const bytes = await dateline.unpack.bytes("columns");
    return new Store(head, bytes.buffer);
  }

  dateline.store = { open, DEGREE, EventCounter, mercatorX, mercatorY };
})((window.dateline = window.dateline || {}));
