/* A facet in the panel: its values as a tree to tick, to look through and to choose one of. */
(function (dateline) {
  "use strict";

  const { element } = dateline.card;
  const { words } = dateline;
  /** Rows of one branch that are shown at once; the rest is found by its name. */
  const MOST = 100;
  /** From so many values on there is a box to find one. */
  const MANY = 12;
  let made = 0;

  class Tree {
    /**
     * `picture(node)` gives a mark or null; `opened()` is called before the values are shown and
     * `changed(node)` after the facet was changed, with the node when it alone is shown.
     */
    constructor(box, facet, { title, open = false, hint, picture = () => null, opened, changed }) {
      Object.assign(this, { facet, title, picture, opened, changed });
      this.rows = new Map();
      const details = element("details", "dateline-facet");
      details.open = open;
      const summary = element("summary");
      summary.append(element("span", "dateline-label", title));
      this.said = summary.appendChild(element("span", "dateline-facet-said"));
      this.list = element("ul", "dateline-tree");
      this.list.setAttribute("aria-label", title);
      details.append(summary);
      if (hint) details.append(element("p", "dateline-hint", hint));
      details.append(this.list);
      box.append(details);
      // Nobody sees the values of a closed facet, nor how they change.
      this.isShown = false;
      summary.addEventListener("click", () => this.show(!details.open));
      // However else it was opened; a click is told of here only after it has shown nothing.
      details.addEventListener("toggle", () => this.show(details.open));
      this.show(open);
    }

    show(isShown) {
      if (isShown === this.isShown) return;
      this.isShown = isShown;
      if (!isShown) return;
      const { root, key } = this.facet;
      if (!this.spread) {
        this.spread = new Set(root.children.filter((node) => node.path === null));
        if ([...root.within()].length > MANY && key !== "type") this.list.before(this.finder());
      }
      this.opened();
      this.build();
    }

    finder() {
      const find = element("input", "dateline-find");
      find.type = "search";
      find.autocomplete = "off";
      find.placeholder = "Find";
      find.setAttribute("aria-label", "Find in " + this.title);
      find.addEventListener("input", () => {
        this.wanted = dateline.fold(find.value);
        this.build();
      });
      return find;
    }

    build() {
      this.rows.clear();
      const { root } = this.facet;
      this.list.replaceChildren(
        ...(this.wanted ? this.found() : this.branch(root.children, this.facet.root)),
      );
      this.draw();
    }

    /** The nodes whose names have the words that are looked for, wherever they stand. */
    found() {
      const nodes = [...this.facet.root.within()].filter(
        (node) => node.path !== null && dateline.fold(node.label).includes(this.wanted),
      );
      if (!nodes.length) return [element("li", "dateline-muted", "Nothing of this name")];
      return this.branch(nodes);
    }

    branch(nodes) {
      const items = nodes.slice(0, MOST).map((node) => this.item(node));
      if (nodes.length > MOST) {
        const rest = `and ${words.number(nodes.length - MOST)} more; find them by name`;
        items.push(element("li", "dateline-muted", rest));
      }
      return items;
    }

    item(node) {
      const item = element("li");
      item.append(this.row(node));
      if (this.spread.has(node)) {
        const inner = element("ul");
        inner.id = this.idOf(node);
        inner.append(...this.branch(node.children));
        item.append(inner);
      }
      return item;
    }

    idOf(node) {
      node.id ??= "dateline-branch-" + ++made;
      return node.id;
    }

    row(node) {
      const group = node.path === null;
      const row = element("div", "dateline-legend-row" + (group ? " dateline-legend-group" : ""));
      const parent = this.wanted && node.depth > 1 ? node.parent.label : "";
      if (!group && !node.isLeaf && !this.wanted) row.append(this.spreader(node));
      else if (!group && this.hasBranches(node)) row.append(element("span", "dateline-spread"));
      const box = element("input");
      box.type = "checkbox";
      box.setAttribute("aria-label", [parent, node.label].filter(Boolean).join(", "));
      if (node.path !== null) box.dataset[this.facet.key] = node.path;
      box.addEventListener("change", () => {
        this.facet.toggle(node, box.checked);
        this.changed(null);
      });
      const name = element("button", "dateline-legend-text", node.label);
      name.type = "button";
      name.title = "Show only this; once more for all";
      name.addEventListener("click", () => this.choose(node));
      const count = element("span", "dateline-count");
      const picture = this.picture(node);
      row.append(box, ...(picture ? [picture] : []), name);
      if (parent) row.append(element("span", "dateline-muted", parent));
      row.append(count);
      this.rows.set(node, { row, box, name, count });
      return row;
    }

    /** Whether any of the nodes beside one has branches, so that names stand under each other. */
    hasBranches(node) {
      return !this.wanted && node.parent.children.some((child) => !child.isLeaf);
    }

    spreader(node) {
      const open = this.spread.has(node);
      const button = element("button", "dateline-spread", open ? "▾" : "▸");
      button.type = "button";
      button.setAttribute("aria-expanded", open);
      button.setAttribute("aria-label", "What is within " + node.label);
      if (open) button.setAttribute("aria-controls", this.idOf(node));
      button.addEventListener("click", () => {
        if (!this.spread.delete(node)) this.spread.add(node);
        this.build();
        this.rows.get(node).row.querySelector(".dateline-spread").focus();
      });
      return button;
    }

    /** Show one node alone, or all again when it is alone already. */
    choose(node) {
      const { facet } = this;
      const alone =
        facet.isActive && facet.state(node) === "all" && facet.total === node.last - node.first;
      if (alone) facet.showAll();
      else facet.showOnly([node]);
      this.changed(alone ? null : node);
    }

    draw() {
      const { facet } = this;
      this.said.textContent = this.summary();
      if (!this.isShown) return;
      for (const [node, { row, box, name, count }] of this.rows) {
        const state = facet.state(node);
        box.checked = state === "all";
        box.indeterminate = state === "some";
        const rows = words.number(facet.count(node));
        // The browser would lay out anew what is written again as it was.
        if (count.textContent === rows) continue;
        count.textContent = rows;
        name.setAttribute("aria-label", `Only ${node.label}, ${rows}`);
        row.classList.toggle("dateline-none", rows === "0");
      }
    }

    /** What is chosen, in a few words; nothing where all is. */
    summary() {
      const { facet } = this;
      if (!facet.isActive) return "";
      const chosen = facet.chosen().map((node) => labelOf(node));
      if (!chosen.length) return "none";
      return chosen.length > 2 ? `${chosen[0]} and ${chosen.length - 1} more` : chosen.join(", ");
    }
  }

  /** A node's name, with what it lies in where it says nothing alone. */
  function labelOf(node) {
    return node.path.endsWith("/")
      ? `${node.parent.label}: ${node.label.toLowerCase()}`
      : node.label;
  }

  dateline.Tree = Tree;
})((window.dateline = window.dateline || {}));
