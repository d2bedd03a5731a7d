/*
 * Facets: what events can be told apart by, each as a tree with counts. Region, type, factuality,
 * precision and source differ in their levels alone; the filter, the panel, the address and the
 * command line treat them alike.
 */
(function (dateline) {
  "use strict";

  const { words } = dateline;

  /** One branch or leaf. Its leaves are the range [first, last) of the facet's leaves. */
  class Node {
    constructor(parent, label, path, first) {
      this.parent = parent;
      this.label = label;
      /** What the address and the command line call it; null where only its children have names. */
      this.path = path;
      this.first = first;
      this.last = first;
      this.children = [];
      this.depth = parent ? parent.depth + 1 : 0;
    }
    get isLeaf() {
      return this.children.length === 0;
    }
    *within() {
      yield this;
      for (const child of this.children) yield* child.within();
    }
  }

  /** The values of a facet as a tree. */
  class FacetTree {
    /**
     * `levels`, from the widest: `{ codes, label(code), path(code, parentPath), order }`; `codes` has
     * a number for each row, 0 where the row has nothing at this level, and `order(code)` sorts, by
     * default the commonest first.
     */
    constructor(count, levels) {
      this.leafOfRow = new Uint32Array(count);
      this.root = new Node(null, "", null, 0);
      this.byPath = new Map();
      this.plant(distinct(count, levels, this.leafOfRow), levels);
      this.counts = new Uint32Array(this.size);
    }

    plant(tuples, levels) {
      const ordered = sorted(tuples, levels);
      const newLeaf = new Uint32Array(ordered.length);
      ordered.forEach(({ leaf }, position) => (newLeaf[leaf] = position));
      const { leafOfRow } = this;
      for (let row = 0; row < leafOfRow.length; row++) leafOfRow[row] = newLeaf[leafOfRow[row]];
      this.size = ordered.length;
      this.grow(this.root, ordered, levels, 0);
      for (const node of this.root.within())
        if (node.path !== null) this.byPath.set(node.path, node);
    }

    grow(parent, tuples, levels, level) {
      const of = (tuple) => tuple.codes[level];
      // Where nothing finer is known of any, the level would only say so again.
      if (level === levels.length || (level && tuples.every((tuple) => of(tuple) === 0))) {
        parent.last = parent.first + tuples.length;
        return;
      }
      for (let start = 0; start < tuples.length; ) {
        let end = start;
        while (end < tuples.length && of(tuples[end]) === of(tuples[start])) end++;
        const code = of(tuples[start]);
        const { label, path } = levels[level];
        const node = new Node(parent, label(code), path(code, parent.path), parent.first + start);
        parent.children.push(node);
        this.grow(node, tuples.slice(start, end), levels, level + 1);
        start = end;
      }
      parent.last = parent.first + tuples.length;
    }
  }

  class Facet {
    /** `levels()` gives those of its tree. */
    constructor({ key, option, count, levels }) {
      this.key = key;
      /** The option of `dateline filter` that keeps the same events. */
      this.option = option;
      /** 1 for each leaf that is shown; null when all are. */
      this.shown = null;
      this.tree = null;
      this.plant = () => (this.tree ??= new FacetTree(count, levels()));
    }

    /** Whether anything has asked for its tree, which takes a moment to grow. */
    get isPlanted() {
      return this.tree !== null;
    }
    get root() {
      return this.plant().root;
    }
    get byPath() {
      return this.plant().byPath;
    }
    get size() {
      return this.plant().size;
    }
    get leafOfRow() {
      return this.plant().leafOfRow;
    }
    /** For each leaf the rows that pass all other filters. */
    get counts() {
      return this.plant().counts;
    }

    get isActive() {
      return this.shown !== null;
    }

    showAll() {
      this.shown = null;
    }

    /** Show only what some nodes have. */
    showOnly(nodes) {
      this.shown = new Uint8Array(this.size);
      for (const node of nodes) this.shown.fill(1, node.first, node.last);
      this.settle();
    }

    /** Show or hide a node and leave the rest as it is. */
    toggle(node, on) {
      if (!this.shown) this.shown = new Uint8Array(this.size).fill(1);
      this.shown.fill(on ? 1 : 0, node.first, node.last);
      this.settle();
    }

    settle() {
      if (this.shown.every((one) => one)) this.shown = null;
    }

    /** "all", "some" or "none" of a node's leaves are shown. */
    state(node) {
      if (!this.shown) return "all";
      let shown = 0;
      for (let leaf = node.first; leaf < node.last; leaf++) shown += this.shown[leaf];
      return shown === 0 ? "none" : shown === node.last - node.first ? "all" : "some";
    }

    /** How many leaves are shown. */
    get total() {
      return this.shown ? this.shown.reduce((sum, one) => sum + one, 0) : this.size;
    }

    count(node) {
      let sum = 0;
      for (let leaf = node.first; leaf < node.last; leaf++) sum += this.counts[leaf];
      return sum;
    }

    /** The widest nodes with a path that are shown whole, which together are what is shown. */
    chosen(node = this.root) {
      if (node.path !== null && this.state(node) === "all") return [node];
      return node.children.flatMap((child) => this.chosen(child));
    }

    /** What names the state in an address or a command; nothing when all is shown. */
    paths() {
      if (!this.shown) return [];
      return this.total ? this.chosen().map((node) => node.path) : [NOTHING];
    }

    /** Show what paths name; those that this table lacks are passed over. */
    setPaths(paths) {
      if (!paths.length) {
        this.showAll();
        return;
      }
      const nodes = paths.map((path) => this.byPath.get(path)).filter(Boolean);
      if (nodes.length || paths.includes(NOTHING)) this.showOnly(nodes);
      else this.showAll();
    }
  }

  /** Stands in an address for a facet of which nothing is shown. */
  const NOTHING = "(none)";

  /** Up to how many possible tuples a table of them all is quicker than a map of those there are. */
  const FEW_TUPLES = 2 ** 22;

  /** The different tuples of codes, each with its number of rows; `leafOfRow` is filled. */
  function distinct(count, levels, leafOfRow) {
    const columns = levels.map((level) => level.codes);
    const sizes = columns.map((codes) => {
      let most = 0;
      for (let row = 0; row < count; row++) if (codes[row] > most) most = codes[row];
      return most + 1;
    });
    const possible = sizes.reduce((product, size) => product * size, 1);
    const keys = new Float64Array(count);
    columns.forEach((codes, level) => {
      for (let row = 0; row < count; row++) keys[row] = keys[row] * sizes[level] + codes[row];
    });
    const known = possible <= FEW_TUPLES ? new Table(possible) : new Map();
    const tuples = [];
    for (let row = 0; row < count; row++) {
      let leaf = known.get(keys[row]);
      if (leaf === undefined) {
        leaf = tuples.length;
        known.set(keys[row], leaf);
        tuples.push({ leaf, codes: columns.map((codes) => codes[row]), rows: 0 });
      }
      leafOfRow[row] = leaf;
    }
    const rows = new Uint32Array(tuples.length);
    for (let row = 0; row < count; row++) rows[leafOfRow[row]]++;
    for (const tuple of tuples) tuple.rows = rows[tuple.leaf];
    return tuples;
  }

  /** A map of small whole numbers to small whole numbers. */
  class Table {
    constructor(size) {
      this.values = new Int32Array(size).fill(-1);
    }
    get(key) {
      const value = this.values[key];
      return value < 0 ? undefined : value;
    }
    set(key, value) {
      this.values[key] = value;
    }
  }

  /** Tuples in the order of the tree: at each level by its order, or the commonest first. */
  function sorted(tuples, levels) {
    const width = 3 * levels.length;
    const keys = new Float64Array(tuples.length * width);
    let branches = new Uint32Array(tuples.length);
    levels.forEach(({ order }, level) => {
      branches = branched(tuples, level, branches);
      const rows = new Float64Array(tuples.length);
      for (const { leaf, rows: some } of tuples) rows[branches[leaf]] += some;
      for (const { leaf, codes } of tuples) {
        const at = leaf * width + 3 * level;
        const code = codes[level];
        // What is not known stands at the end.
        keys[at] = code ? 0 : 1;
        keys[at + 1] = order ? order(code) : -rows[branches[leaf]];
        keys[at + 2] = code;
      }
    });
    return [...tuples].sort((a, b) => {
      for (let i = a.leaf * width, j = b.leaf * width, end = i + width; i < end; i++, j++)
        if (keys[i] !== keys[j]) return keys[i] - keys[j];
      return 0;
    });
  }

  /** For each tuple the number of its branch at a level, from those one level above. */
  function branched(tuples, level, above) {
    const known = new Map();
    const branches = new Uint32Array(tuples.length);
    for (const { leaf, codes } of tuples) {
      const key = above[leaf] * 2 ** 26 + codes[level];
      if (!known.has(key)) known.set(key, known.size);
      branches[leaf] = known.get(key);
    }
    return branches;
  }

  /** A level whose values are the texts of a column. */
  function textLevel(store, column, absent, path) {
    const name = (code) => (code ? store.head.dictionaries[column][code - 1] : null);
    return {
      codes: store.columns[column],
      label: (code) => name(code) ?? absent,
      path: (code, parent) => path(name(code) ?? "", parent),
    };
  }

  const below = (name, parent) => parent + "/" + name;
  const itself = (name) => name;

  function regions(store) {
    return new Facet({
      key: "region",
      option: "admin",
      count: store.count,
      levels: () => [
        textLevel(store, "country", "No country known", itself),
        textLevel(store, "admin1", "No division known", below),
      ],
    });
  }

  function types(store) {
    const groups = [...new Set(store.types.map((type) => type.group))];
    const typeOf = store.typeOfCode;
    const codes = store.columns.event_type;
    const subLevel = textLevel(store, "sub_event_type", "Not told more exactly", below);
    return new Facet({
      key: "type",
      option: "type",
      count: store.count,
      levels: () => [
        {
          codes: recoded(codes, (code) => groups.indexOf(store.types[typeOf[code]].group) + 1),
          label: (code) => groups[code - 1],
          path: () => null,
          order: (code) => code,
        },
        {
          codes: recoded(codes, (code) => typeOf[code] + 1),
          label: (code) => store.types[code - 1].label,
          path: (code) => store.types[code - 1].code,
          order: (code) => code,
        },
        { ...subLevel, label: (code) => words.plain(subLevel.label(code)) },
      ],
    });
  }

  /** A column with other codes: few are told from many rows. */
  function recoded(codes, change) {
    const known = [];
    const changed = new Uint32Array(codes.length);
    for (let row = 0; row < codes.length; row++)
      changed[row] = known[codes[row]] ??= change(codes[row]);
    return changed;
  }

  /** A flat facet of known codes, in their own order. */
  function flat(store, key, codes, names) {
    return new Facet({
      key,
      option: key,
      count: store.count,
      levels: () => [
        {
          codes: codes(),
          label: (code) => names[code].label,
          path: (code) => names[code].code,
          order: (code) => code || Infinity,
        },
      ],
    });
  }

  function factualities(store) {
    const known = words.FACTUALITIES;
    const numbers = store.head.dictionaries.factuality.map((name) =>
      Math.max(
        0,
        known.findIndex(({ code }) => code === name),
      ),
    );
    // A report that is told of no other way is told as having happened.
    const codes = () =>
      recoded(store.columns.factuality, (code) => (code ? 1 + numbers[code - 1] : 1));
    return flat(store, "factuality", codes, [null, ...known]);
  }

  function precisions(store) {
    const codes = () =>
      recoded(store.columns.where_prec, (code) => (code < words.PRECISIONS.length ? code : 0));
    return flat(store, "precision", codes, words.PRECISIONS);
  }

  function sources(store) {
    return new Facet({
      key: "source",
      option: "source",
      count: store.count,
      levels: () => [textLevel(store, "source", "No source named", itself)],
    });
  }

  function all(store) {
    return [regions, types, factualities, precisions, sources].map((make) => make(store));
  }

  dateline.facets = { all, NOTHING };
})((window.dateline = window.dateline || {}));
