// Whether people can be reached just now, when they can again, and their hours in the reader's own time.
helpcentre.deliver("assets/javascripts/opening-hours", (box) => {
  const MINUTE = 60000, DAY = 1440 * MINUTE, DAYS = 8;
  const { timetable, zone, words } = box.dataset;
  const [openNow, closedNow, openAgain] = words.split("|");
  const now = Date.now();
  const language = `${document.documentElement.lang}-u-nu-latn`;

  // What clocks of a zone show at a moment, as if it were UTC. https://tc39.es/ecma402/#datetimeformat-objects
  const format = (timeZone) => new Intl.DateTimeFormat("en", {
    timeZone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric",
  });
  const clocks = format(zone), own = format();
  const shown = (clock, moment) => {
    const part = Object.fromEntries(clock.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
    return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute);
  };
  // The moment at which they show that: a second look is needed where summer time begins or ends in between.
  const moment = (clock, wanted) => {
    const guess = wanted - (shown(clock, wanted) - wanted);
    return wanted - (shown(clock, guess) - guess);
  };

  const today = Math.floor(shown(clocks, now) / DAY) * DAY;
  const minutes = (text) => { const [hour, minute] = text.split(":").map(Number); return (hour * 60 + minute) * MINUTE; };
  const spans = timetable.split(";").map((span) => span.split(" "));
  const week = Array.from({ length: DAYS }, (_, number) => today + number * DAY).flatMap((day) => spans
    .filter(([number]) => Number(number) === (new Date(day).getUTCDay() || 7))
    .map(([, start, end]) => ({ start: moment(clocks, day + minutes(start)), end: moment(clocks, day + minutes(end)) })));

  const isOpen = week.some(({ start, end }) => start <= now && now < end);
  for (const mark of box.querySelectorAll("[data-reachable]")) {
    mark.dataset.reachable = isOpen;
    mark.textContent = isOpen ? openNow : closedNow;
  }
  const next = week.find(({ start }) => start > now);
  if (!isOpen && next) {
    const again = new Intl.DateTimeFormat(language, { weekday: "long", hour: "numeric", minute: "2-digit" });
    box.querySelector("[data-next]").textContent = openAgain.replace("{time}", () => again.format(next.start));
  }

  // In the reader's own time, days with the same hours together.
  if (!week.some(({ start }) => shown(own, start) !== shown(clocks, start))) return;
  const time = new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit" });
  const name = new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" });
  const days = new Map();
  for (const { start, end } of week.filter(({ start }) => start < now + 7 * DAY)) {
    const day = (new Date(shown(own, start)).getUTCDay() + 6) % 7;
    days.set(day, [...new Set([...days.get(day) ?? [], `${time.format(start)}–${time.format(end)}`])]);
  }
  const rows = [];
  for (const day of [...days.keys()].sort()) {
    const spans = days.get(day), hours = spans.join(", "), last = rows[rows.length - 1];
    if (last && last.hours === hours && last.to === day - 1) last.to = day;
    else rows.push({ from: day, to: day, hours, spans });
  }
  const MONDAY = Date.UTC(2024, 0, 1);
  const table = box.querySelector("[data-own-time] .hc-contact-hours");
  const span = (...parts) => { const made = document.createElement("span"); made.append(...parts); return made; };
  for (const { from, to, spans } of rows) {
    const names = [...new Set([from, to])].map((day) => name.format(MONDAY + day * DAY)).join("–");
    table.append(span(names), span(...spans.flatMap((hours, place) => place ? [", ", span(hours)] : [span(hours)])));
  }
  // Below them stands what stands below the others, so that the box stays as high: the zone, and the next opening.
  const parts = new Intl.DateTimeFormat(language, { timeZoneName: "long" }).formatToParts(now);
  const small = (textContent) => Object.assign(document.createElement("small"), { textContent }), opening = box.querySelector("[data-next]");
  opening.before(small("\u00a0"));
  table.after(small(parts.find(({ type }) => type === "timeZoneName").value), opening);
  box.querySelector("[data-own-time]").hidden = false;
});
