/* The dates: a histogram of the events, and a range on it by pointer, keyboard or typed dates. */
(function (dateline) {
  "use strict";

  const { colour } = dateline.canvas;
  const { words } = dateline;
  /** Days of a histogram beyond which years name its ends well enough. */
  const YEARS = 4 * 365;
  /** Of the days of the histogram, the part that a play shows at once when none was chosen. */
  const WINDOW = 1 / 12;
  /** Of those shown, the part that a play goes on by, and how often in milliseconds. */
  const STEP = 1 / 3;
  const PACE = 450;

  class Histogram {
    constructor(filter) {
      this.filter = filter;
      this.box = document.getElementById("dateline-dates");
      this.canvas = document.getElementById("dateline-histogram");
      this.sliders = ["from", "to"].map((end) => document.getElementById("dateline-slide-" + end));
      this.inputs = ["from", "to"].map((end) => document.getElementById("dateline-date-" + end));
      if (filter.firstDay === null) {
        this.box.hidden = true;
        return;
      }
      this.labelAxis();
      // To ask for its size after a change makes the browser lay out the page at once.
      this.size = { width: this.canvas.clientWidth, height: this.canvas.clientHeight };
      new ResizeObserver(([{ contentRect }]) => {
        this.size = contentRect;
        if (filter.result) this.draw(filter.result);
      }).observe(this.canvas);
      this.player = document.getElementById("dateline-play");
      this.player.addEventListener("click", () => (this.playing ? this.pause() : this.play()));
      this.sliders.forEach((slider, i) => {
        slider.min = filter.firstDay;
        slider.max = filter.lastDay;
        slider.addEventListener("input", () => this.slide(i));
      });
      this.inputs.forEach((input, i) => {
        input.min = words.iso(filter.earliest);
        input.max = words.iso(filter.latest);
        input.addEventListener("change", () => this.type(i));
      });
    }

    /** Name the first and the last bar, which may hold all that lies beyond them. */
    labelAxis() {
      const { firstDay, lastDay, earliest, latest } = this.filter;
      const [first, last] = document.getElementById("dateline-axis").children;
      const name = lastDay - firstDay > YEARS ? words.year : words.month;
      first.textContent = (earliest < firstDay ? "before " : "") + name(firstDay);
      last.textContent = (latest > lastDay ? "after " : "") + name(lastDay);
    }

    /** Let the range go through the days; a whole one is made a part of them first. */
    play() {
      const { firstDay, lastDay, from, to } = this.filter;
      const days = lastDay - firstDay + 1;
      const chosen = from === null && to === null ? 0 : this.range[1] - this.range[0] + 1;
      const shown = Math.max(1, Math.round(chosen && chosen < days ? chosen : days * WINDOW));
      const isOver = to === null || to >= lastDay;
      const start = chosen && !isOver ? this.range[0] : firstDay;
      this.sayPlaying(true);
      this.playing = true;
      this.show(start, shown);
    }

    show(start, shown) {
      const { lastDay } = this.filter;
      this.filter.set({ from: start, to: start + shown - 1 });
      if (start + shown - 1 >= lastDay) {
        this.pause();
        return;
      }
      const next = Math.min(start + Math.max(1, Math.round(shown * STEP)), lastDay - shown + 1);
      this.playing = setTimeout(() => this.show(next, shown), PACE);
    }

    pause() {
      if (!this.playing) return;
      clearTimeout(this.playing);
      this.sayPlaying(false);
    }

    sayPlaying(plays) {
      if (!plays) this.playing = null;
      this.player.textContent = plays ? "❚❚" : "▶";
      this.player.setAttribute("aria-label", plays ? "Pause" : "Play through the dates");
      this.player.title = this.player.getAttribute("aria-label");
    }

    /** First and last day of the range, whole where it is open. */
    get range() {
      const { from, to, earliest, latest } = this.filter;
      return [from ?? earliest, to ?? latest];
    }

    slide(moved) {
      this.pause();
      const values = this.sliders.map((slider) => Number(slider.value));
      // The two ends do not pass each other: the one moved pushes no further than the other.
      if (values[0] > values[1]) values[moved] = values[1 - moved];
      const { filter } = this;
      // At its end a slider leaves the range open, so that what lies beyond the histogram stays.
      this.set(
        values[0] <= filter.firstDay ? filter.earliest : values[0],
        values[1] >= filter.lastDay ? filter.latest : values[1],
      );
    }

    type(moved) {
      this.pause();
      const values = this.inputs.map((input) => words.dayOfIso(input.value));
      const range = this.range;
      if (Number.isNaN(values[moved])) values[moved] = range[moved];
      if (values[0] > values[1]) values[1 - moved] = values[moved];
      this.set(...values);
    }

    set(from, to) {
      const { filter } = this;
      // A whole range is an open one, so that events without a date stay.
      filter.set({
        from: from <= filter.earliest ? null : from,
        to: to >= filter.latest ? null : to,
      });
    }

    draw(result) {
      const { filter } = this;
      if (filter.firstDay === null) return;
      const [from, to] = this.range;
      [from, to].forEach((day, i) => {
        this.sliders[i].value = day;
        this.sliders[i].setAttribute("aria-valuetext", words.dates(day, day));
        this.inputs[i].value = words.iso(day);
      });
      const { width, height } = this.size;
      const ratio = window.devicePixelRatio || 1;
      const [across, along] = [Math.round(width * ratio), Math.round(height * ratio)];
      if (this.canvas.width !== across) this.canvas.width = across;
      if (this.canvas.height !== along) this.canvas.height = along;
      const context = this.canvas.getContext("2d");
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, width, height);
      const days = filter.lastDay - filter.firstDay + 1;
      const bars = Math.min(result.bins.length, Math.ceil(days / filter.daysPerBin));
      const highest = Math.max(1, ...result.bins);
      for (let bar = 0; bar < bars; bar++) {
        const first = filter.firstDay + bar * filter.daysPerBin;
        const inside = first + filter.daysPerBin > from && first <= to;
        context.fillStyle = colour(inside ? "accent" : "line-strong");
        const share = result.bins[bar] / highest;
        const tall = share ? Math.max(2, share * (height - 2)) : 1;
        const wide = width / bars;
        context.fillRect(bar * wide + 0.5, height - tall, Math.max(1, wide - 1), tall);
      }
    }
  }

  dateline.Histogram = Histogram;
})((window.dateline = window.dateline || {}));
