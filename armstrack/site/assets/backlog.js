/* What lies between two evenings of a backlog: the changes of the days in between, added up. */
(() => {
  "use strict";
  var source = document.getElementById("course"), place = document.getElementById("between");
  if (!source) return;
  var data = JSON.parse(source.textContent), words = data.words, asked = new URLSearchParams(location.search);
  var usd = (n) => (n < 0 ? "\u2212" : "") + "$" + String(Math.abs(n)).replace(/\B(?=(\d{3})+$)/g, ",");
  var iso = (day) => new Date(day * 864e5).toISOString().slice(0, 10);
  var listed = document.querySelectorAll("table.backlog tbody tr");
  var find = (selector) => place.querySelector(selector);
  var DAY = 0, ID = 1, USD = 2, KIND = 3, WHAT = 4, WHY = 5, WHEN = 6, PROCEDURE = 7, SALES = 8, UNKNOWN = 9, QUANTITY = 10;

  data.changes = data.changes.map((each) => [iso(each[DAY])].concat(each.slice(1), data.changes[0].slice(each.length)));
  /* The last day of every month since the first change, and the day of the page. */
  var ends = [], first = data.changes.length ? data.changes[0][DAY] : data.last;
  for (var year = +first.slice(0, 4), month = +first.slice(5, 7), end; (end = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)) < data.last; month++) ends.push(end);
  ends.push(data.last);

  function sum(changes, sign) {
    return changes.reduce((all, each) => [all[0] + sign * each[SALES], all[1] + sign * (each[USD] || 0), all[2] + sign * each[UNKNOWN]], [0, 0, 0]);
  }
  /* Dollars are unknown where none are known: of a stock where each sale is of unknown value, of a change where it has none. */
  var stock = (s) => [s[0], !s[0] || s[0] > s[2] ? s[1] : null, s[2]];
  var change = (s) => [s[0], s[1] || !s[2] ? s[1] : null, s[2]];

  function balance(from, to, procedure) {
    var every = data.changes.filter((each) => procedure === undefined || each[PROCEDURE] === procedure);
    var between = every.filter((each) => each[DAY] > from && each[DAY] <= to);
    var told = { opening: stock(sum(every.filter((each) => each[DAY] <= from), 1)) };
    data.kinds.forEach((kind, at) => {
      var leaves = kind === "delivered" || kind === "removed";
      told[kind] = change(sum(between.filter((each) => each[KIND] === at), leaves ? -1 : 1));
    });
    told.closing = stock(sum(every.filter((each) => each[DAY] <= to), 1));
    return { told: told, lines: between };
  }
  function make(parent, tag, text) {
    var made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    parent.appendChild(made);
    return made;
  }
  var money = (value) => value === null ? "unknown" : usd(value);
  var size = (s) => s[0] + ": " + money(s[1]) + (s[2] && s[1] !== null ? " + " + s[2] + " unknown" : "");

  function line(list, each) {
    var item = make(list, "li"), row = listed[each[ID]], why = words[each[WHY]], id = row ? row.id : data.others[each[ID] - listed.length];
    make(item, "time", each[DAY]);
    item.append(" " + data.kinds[each[KIND]] + ": ");
    var link = make(item, "a", row ? row.querySelector("a").textContent : id);
    link.href = data.up + "sales/" + id + "/index.html";
    item.append(", " + words[each[WHAT]] + (each[WHEN] ? ", " + each[WHEN] : "") + (each[QUANTITY] ? ", " + each[QUANTITY] + " articles" : "") +
      (why && why !== words[each[WHAT]] ? " (" + why + ")" : "") + ", " + money(each[USD]));
  }
  function show(write) {
    var from = find("[name=from]").value, to = find("[name=to]").value;
    if (from > to) { var other = from; from = to; to = other; }
    var whole = balance(from, to), rows = [["All", whole]];
    new Set(data.changes.map((each) => each[PROCEDURE])).forEach((at) => { rows.push([words[at], balance(from, to, at)]); });
    find("caption").textContent = "From the evening of " + from + " to that of " + to + ", as known today: sales and dollars";
    var head = find("thead"), body = find("tbody");
    head.textContent = body.textContent = "";
    var titles = make(head, "tr");
    [""].concat(Object.keys(whole.told)).forEach((title) => { make(titles, "th", title).scope = "col"; });
    rows.forEach((row) => {
      var tr = make(body, "tr");
      make(tr, "th", row[0]).scope = "row";
      Object.keys(row[1].told).forEach((part) => {
        make(tr, "td", size(row[1].told[part])).className = "n";
      });
    });
    find("code").textContent = data.command + " --from " + from + " --to " + to;
    find("summary").textContent = "Changes, one by one: " + whole.lines.length;
    var list = find("ul");
    list.textContent = "";
    whole.lines.forEach((each) => { line(list, each); });
    if (write) try { history.replaceState(null, "", "?from=" + from + "&to=" + to); } catch (error) { /* a viewer that forbids it */ }
  }
  ["from", "to"].forEach((name) => {
    var select = find("[name=" + name + "]");
    ends.slice().reverse().forEach((end) => { make(select, "option", end); });
    var wanted = ends.filter((end) => end === asked.get(name))[0];
    select.value = wanted || ends[Math.max(ends.length - (name === "from" ? 2 : 1), 0)];
    select.addEventListener("change", () => { show(true); });
  });
  place.hidden = false;
  show(false);
})();
