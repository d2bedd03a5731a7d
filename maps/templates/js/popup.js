/* The popup on the map, with previous and next where several things lie at one point. */
(function (dateline) {
  "use strict";

  const { element } = dateline.card;

  class Popup {
    constructor(map) {
      this.map = map;
      this.turn = 0;
      this.onClose = () => {};
      map.on("popupclose", (event) => {
        if (event.popup === this.popup) {
          const held = this.popup.getElement().contains(document.activeElement);
          this.popup = null;
          this.onClose();
          if (held) this.goBack();
        }
      });
      this.dialog = document.getElementById("dateline-dialog");
      this.dialog.addEventListener("close", () => this.onClose());
      // A press on the backdrop lands on the dialog itself, one inside on its contents.
      this.dialog.addEventListener("click", (event) => {
        if (event.target === this.dialog) this.dialog.close();
      });
      const close = document.getElementById("dateline-dialog-close");
      close.addEventListener("click", () => this.dialog.close());
    }

    /**
     * Show items one at a time, `above` pixels over the point. `build(item)` returns a promise of
     * the element; `latLng` is null for what has no place, which is shown in a dialog instead.
     * `onShow(item)` is called when one is shown, `goBack()` when the keyboard was in a popup that
     * closes.
     */
    async open(latLng, items, build, { start = 0, above = 0, ...handlers } = {}) {
      const content = element("div", "dateline-popup");
      content.tabIndex = -1;
      content.addEventListener("keydown", (event) => {
        if (event.key === "Escape") this.map.closePopup();
      });
      // What is unfolded makes the card longer than the map was moved for.
      content.addEventListener("toggle", ({ target }) => this.fit(content, target), true);
      const { onShow = () => {}, goBack = () => this.map.getContainer().focus() } = handlers;
      let current = start;
      const show = async (index) => {
        const turn = ++this.turn;
        current = (index + items.length) % items.length;
        const card = await build(items[current]);
        if (turn !== this.turn) return;
        content.replaceChildren(card);
        if (items.length > 1) content.prepend(pager(current, items.length, show));
        if (this.popup && this.popup.getContent() === content) this.popup.update();
        onShow(items[current]);
      };
      await show(current);
      if (!content.firstChild) return;
      if (latLng === null) {
        document.getElementById("dateline-dialog-content").replaceChildren(content);
        this.map.closePopup();
        if (!this.dialog.open) this.dialog.showModal();
        return;
      }
      const size = this.map.getSize();
      const width = Math.min(360, size.x - 72);
      const popup = L.popup({
        offset: [0, -above],
        minWidth: width,
        maxWidth: width,
        maxHeight: this.height(false),
        // Boxes stand in the upper corners; on a narrow map the buttons for zoom would be covered.
        autoPanPaddingTopLeft: [16, size.x < 600 ? 86 : 56],
        autoPanPaddingBottomRight: [16, 30],
        className: "dateline-leaflet-popup",
      });
      // Before it opens: the popup that it takes the place of closes then, and is no longer ours.
      this.popup = popup;
      // The keyboard goes where the reader looks; closing brings it back.
      this.goBack = goBack;
      popup.setLatLng(latLng).setContent(content).openOn(this.map);
      content.focus({ preventScroll: true });
    }

    /** How high a card may be: all of the map where something is unfolded, which is to be seen. */
    height(isUnfolded) {
      const room = this.map.getSize().y - 150;
      return Math.max(180, isUnfolded ? room : Math.min(460, room));
    }

    /** Measure the popup anew, with the keyboard left where it is, and what is scrolled too, unless
     * the end of what was unfolded would be out of sight. */
    fit(content, fold) {
      if (!this.popup || this.popup.getContent() !== content) return;
      const held = document.activeElement;
      const box = content.parentElement;
      const top = box.scrollTop;
      this.popup.options.maxHeight = this.height(content.querySelector("details[open]") !== null);
      this.popup.update();
      box.scrollTop = top;
      if (fold.open) {
        const seen = box.getBoundingClientRect();
        const { top: begin, bottom } = fold.getBoundingClientRect();
        box.scrollTop += Math.max(0, Math.min(bottom - seen.bottom, begin - seen.top));
      }
      if (content.contains(held)) held.focus({ preventScroll: true });
    }

    close() {
      // One that is still being built is not to open after all.
      this.turn++;
      this.map.closePopup();
      this.dialog.close();
    }
  }

  function pager(current, count, show) {
    const bar = element("nav", "dateline-pager");
    bar.setAttribute("aria-label", "Several at this point");
    const button = (text, label, step) => {
      const made = element("button", null, text);
      made.type = "button";
      made.setAttribute("aria-label", label);
      made.addEventListener("click", async (event) => {
        // Leaflet would take the press of a button that is gone by then for one on the map.
        event.stopPropagation();
        await show(current + step);
        // The bar is built anew; a keyboard goes on where it was.
        document.querySelector(`.dateline-pager [data-step="${step}"]`)?.focus();
      });
      made.dataset.step = step;
      return made;
    };
    bar.append(
      button("‹", "Previous", -1),
      element("span", null, `${current + 1} of ${dateline.words.number(count)} here`),
      button("›", "Next", 1),
    );
    return bar;
  }

  dateline.Popup = Popup;
})((window.dateline = window.dateline || {}));
