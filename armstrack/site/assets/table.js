/* Filters, sorting, the as-of day and the state in the address. Every page says all it has to say without this. */
(() => {
  "use strict";
  var $ = (selector) => document.querySelector(selector);
  var each = (list, what) => { Array.prototype.forEach.call(list, what); };
  var DAY = 864e5;
  var number = (iso) => Math.round(Date.parse(iso + "T00:00:00Z") / DAY);
  var iso = (day) => new Date(day * DAY).toISOString().slice(0, 10);
  var usd = (n) => "$" + String(n).replace(/\B(?=(\d{3})+$)/g, ",");
  var several = (n, what) => n.toLocaleString("en-US") + " " + what + (n === 1 ? "" : "s");

  var source = $("#data");
  if (!source || !window.Tabulator) return;
  var data = JSON.parse(source.textContent);
  var words = data.words;
  var last = number(data.asof), first = number(data.first);
  var COLUMNS = ["notified", "to", "what", "notice", "authority", "class", "stands", "value"];
  var MANY = ["recipient", "region", "state", "class", "authority", "year", "fy", "package", "contractor", "system", "resolution"];
  var ONE = ["since", "until", "emergency", "held", "value", "text", "sort", "hide", "asof"];
  var KEYS = MANY.concat(ONE);

  var titles = [], rows = [];
  each(document.querySelectorAll("#sales thead th"), (th) => { titles.push(th.textContent); });
  each(document.querySelectorAll("#sales tbody tr"), (tr, at) => {
    var r = data.rows[at], row = { id: tr.id };
    COLUMNS.forEach((name, i) => { row[name] = tr.cells[i].textContent.trim(); });
    row.link = tr.querySelector("a").getAttribute("href");
    row.raw = { notified: row.notified, stands: row.stands };
    var named = (list) => list.map((i) => words[i]);
    row.has = {
      recipient: named(r[0]), region: named(r[0]).map((code) => data.regions[code]).filter(Boolean),
      year: r[1] < 0 ? [] : [words[r[1]]], fy: r[2] < 0 ? [] : [words[r[2]]], authority: named(r[4]),
      "class": r[5] < 0 ? [] : [words[r[5]]], "package": r[6] < 0 ? [] : [words[r[6]]],
      contractor: named(r[7]), system: named(r[8]), resolution: named(r[9])
    };
    row.usd = r[3];
    row.emergency = r[10];
    row.stretches = r[11];
    row.days = r[12];
    row.procedure = words[r[13]];
    row.search = (row.id + " " + tr.textContent + " " + row.has.contractor.join(" ") + " " + row.has.system.join(" ") + " " + (r[14] || "")).toLowerCase();
    rows.push(row);
  });

  /* What is asked, from the address. */
  var asked = {};
  function read() {
    asked = {};
    new URLSearchParams(location.search).forEach((value, key) => {
      if (KEYS.indexOf(key) < 0 || !value) return;
      if (MANY.indexOf(key) >= 0) (asked[key] = asked[key] || []).push(value); else asked[key] = value;
    });
    if (asked.value && asked.value !== "unknown") delete asked.value;
  }
  function write() {
    var parts = [];
    KEYS.forEach((key) => {
      [].concat(asked[key] || []).sort().forEach((value) => { parts.push(key + "=" + encodeURIComponent(value)); });
    });
    try { history.replaceState(null, "", parts.length ? "?" + parts.join("&") : location.pathname); } catch (error) { /* a viewer that forbids it */ }
  }
  /* 2024, 2024-03 or 2024-03-09 as its first day, or its last. */
  function bound(text, end) {
    var m = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text || "");
    if (!m) return null;
    if (m[3]) return number(text);
    var year = +m[1], month = m[2] ? +m[2] - 1 : 0;
    return Math.round((end ? Date.UTC(m[2] ? year : year + 1, m[2] ? month + 1 : 0, 1) - DAY : Date.UTC(year, month, 1)) / DAY);
  }
  function day() { var d = bound(asked.asof, true); return d === null ? last : Math.min(Math.max(d, first), last); }

  /* Where every sale stood on a day: the last stretch that had begun. */
  function stand(on) {
    rows.forEach((row) => {
      var now = row.stretches[0];
      row.stretches.forEach((s) => { if (s[0] === null || s[0] <= on) now = s; });
      var state = now[1] < 0 ? null : words[now[1]], maybe = now[2].map((i) => words[i]);
      row.begun = state !== null || maybe.length > 0;
      row.isNotified = !!now[3];
      row.has.state = state === null ? [] : [state];
      row.held = !!now[4];
      row.notified = row.isNotified ? row.raw.notified : "not notified";
      if (on === last) { row.stands = row.raw.stands; return; }
      var said = state === null ? "" : data.labels[state] || state;
      if (maybe.length) said = (said ? said + ", " : "") + "maybe " + maybe.join(" or ");
      row.stands = said + (row.held ? "; held" : "") + (row.emergency && row.isNotified ? "; emergency" : "");
    });
  }
  function holds(row, but) {
    if (!row.begun) return false;
    for (var i = 0; i < MANY.length; i++) {
      var key = MANY[i], wanted = asked[key];
      if (!wanted || key === but) continue;
      var has = (key === "year" || key === "fy") && !row.isNotified ? [] : row.has[key];
      if (!wanted.some((value) => has.indexOf(value) >= 0)) return false;
    }
    var since = bound(asked.since, false), until = bound(asked.until, true);
    if (since !== null && !(row.isNotified && row.days[0] !== null && row.days[0] >= since)) return false;
    if (until !== null && !(row.isNotified && row.days[1] !== null && row.days[1] <= until)) return false;
    if (asked.emergency && !(row.emergency && row.isNotified)) return false;
    if (asked.held && !row.held) return false;
    if (asked.value && row.usd !== null) return false;
    return !asked.text || asked.text.toLowerCase().split(/\s+/).every((word) => row.search.indexOf(word) >= 0);
  }

  /* The table. Whatever the direction, what is not known comes last. */
  function sorter(key) {
    return (a, b, rowA, rowB, column, direction) => {
      var x = key(rowA.getData()), y = key(rowB.getData());
      if (x === null || y === null) return x === y ? 0 : (x === null ? 1 : -1) * (direction === "asc" ? 1 : -1);
      return typeof x === "string" ? x.localeCompare(y, "en") : x - y;
    };
  }
  var KEY = {
    notified: (row) => row.isNotified ? row.days[1] : null,
    value: (row) => row.usd
  };
  var text = (name) => (row) => row[name] || null;
  var WIDTH = { notified: 105, to: 120, what: 170, notice: 85, authority: 135, "class": 105, stands: 165, value: 145 };
  var PLACE = { what: 0, notified: 0, to: 1, value: 2, stands: 3, notice: 4, "class": 5, authority: 6 };
  read();
  stand(day());
  $("#tools").hidden = false;
  $("#plain").hidden = true;
  var sorted = /^(-?)(\w+)$/.exec(asked.sort || "");
  var table = new window.Tabulator("#table", {
    data: rows, index: "id", layout: "fitColumns", responsiveLayout: "collapse", responsiveLayoutCollapseStartOpen: true,
    responsiveLayoutCollapseFormatter: (hidden) => {
      /* The values come as markup. They are read as a page that nothing of runs, and written as text. */
      var plain = (cell) => new DOMParser().parseFromString(cell.value, "text/html").documentElement.textContent.trim();
      var said = hidden.filter(plain).map((cell) => cell.title + ": " + plain(cell));
      return said.length ? document.createTextNode(said.join(" · ")) : "";
    }, height: rows.length > 30 ? "75vh" : undefined,
    placeholder: "No sale is like that.", headerSortElement: "<span aria-hidden='true'>↕</span>",
    initialSort: sorted && COLUMNS.indexOf(sorted[2]) >= 0 ? [{ column: sorted[2], dir: sorted[1] ? "desc" : "asc" }] : [],
    initialFilter: holds,
    columns: COLUMNS.map((name, at) => {
      return {
        title: titles[at], field: name, sorter: sorter(KEY[name] || text(name)), hozAlign: name === "value" ? "right" : "left", minWidth: WIDTH[name],
        widthGrow: name === "what" ? 3 : 1, responsive: PLACE[name],
        visible: (asked.hide || "").split(",").indexOf(name) < 0,
        formatter: name !== "what" ? "plaintext" : (cell) => {
          var a = document.createElement("a");
          a.href = cell.getRow().getData().link;
          a.textContent = cell.getValue();
          return a;
        }
      };
    })
  });

  function follow() {
    var shown = rows.filter((row) => holds(row));
    var on = day(), counted = shown.filter((row) => row.isNotified && row.days[1] !== null && row.days[1] <= on);
    var announced = {}, sums = {}, unknown = 0;
    counted.forEach((row) => {
      announced[row.has.recipient.slice().sort().join("+") + " " + row.notified + row.days] = 1;
      if (row.usd === null) unknown++;
      sums[row.procedure] = row.usd === null ? sums[row.procedure] || null : (sums[row.procedure] || 0) + row.usd;
    });
    var kinds = Object.keys(sums).sort();
    var money = kinds.map((kind) => (kinds.length > 1 ? kind + " " : "") + (sums[kind] === null ? "unknown" : usd(sums[kind]))).join(", ") || "$0";
    $("#follows").textContent = several(counted.length, "sale") + ", " + several(Object.keys(announced).length, "announcement") + ", " + money +
      (unknown ? ", plus " + unknown + " of unknown value" : "") + (shown.length > counted.length ? "; " + (shown.length - counted.length) + " more not notified, or on a day known too loosely" : "");
    $("#asof").textContent = "As things stood on " + iso(day()) + " (what is known today).";
    each(document.querySelectorAll("#filters select"), (select) => {
      var counts = {};
      rows.forEach(function (row) { if (holds(row, select.name)) row.has[select.name].forEach((value) => { counts[value] = (counts[value] || 0) + 1; }); });
      each(select.options, (option) => {
        if (option.value) option.textContent = option.textContent.replace(/ \(\d+\)$/, "") + " (" + (counts[option.value] || 0) + ")";
      });
    });
    var chips = $("#chips");
    chips.textContent = "";
    KEYS.forEach((key) => {
      if (key === "sort" || key === "hide") return;
      [].concat(asked[key] || []).forEach((value) => {
        var chip = document.createElement("button");
        chip.type = "button";
        chip.className = "chip secondary";
        chip.textContent = key + ": " + (key === "recipient" && data.names[value] || value) + " ×";
        chip.setAttribute("aria-label", "Remove the filter " + key + " " + value);
        chip.addEventListener("click", () => {
          if (MANY.indexOf(key) < 0) delete asked[key];
          else if (!(asked[key] = asked[key].filter((other) => other !== value)).length) delete asked[key];
          show();
        });
        chips.appendChild(chip);
      });
    });
    ONE.forEach((name) => {
      var field = $("#filters [name='" + name + "']");
      if (!field || field === document.activeElement) return;
      if (field.type === "checkbox") field.checked = !!asked[name];
      else if (name === "asof") field.value = iso(day());
      else field.value = asked[name] && field.type === "date" ? iso(bound(asked[name], name === "until")) : asked[name] || "";
    });
    $("#filters [name='slide']").value = day() - first;
  }
  function show() {
    stand(day());
    table.replaceData(rows).then(() => { table.setFilter(holds); });
    follow();
    write();
  }

  var slide = $("#filters [name='slide']"), waiting = 0;
  slide.max = last - first;
  $("#filters").addEventListener("submit", (event) => { event.preventDefault(); });
  $("#filters").addEventListener("input", (event) => {
    var field = event.target, name = field.name;
    if (field.tagName === "SELECT") {
      if (field.value && (asked[name] || []).indexOf(field.value) < 0) (asked[name] = asked[name] || []).push(field.value);
      field.value = "";
    } else if (name === "slide") {
      asked.asof = iso(first + +field.value);
    } else if (field.type === "checkbox") {
      if (field.checked) asked[name] = field.value; else delete asked[name];
    } else if (field.value) asked[name] = field.value; else delete asked[name];
    if (asked.asof && day() === last) delete asked.asof;
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(show);
  });
  $("#today").addEventListener("click", () => { delete asked.asof; show(); });

  table.on("tableBuilt", () => {
    /* The library leaves its scrolling part without a role between the grid and its rows. */
    $("#table").removeAttribute("aria-owns");
    $("#table").setAttribute("aria-label", document.querySelector("h1").textContent);
    $("#table .tabulator-tableholder").setAttribute("role", "rowgroup");
    $("#table .tabulator-table").setAttribute("role", "none");
    each(document.querySelectorAll("#table .tabulator-col[aria-sort]"), (head) => {
      head.tabIndex = 0;
      head.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") { event.preventDefault(); head.click(); }
      });
    });
    COLUMNS.forEach((name, at) => {
      var label = document.createElement("label"), box = document.createElement("input");
      box.type = "checkbox";
      box.checked = (asked.hide || "").split(",").indexOf(name) < 0;
      box.addEventListener("change", () => {
        var hidden = (asked.hide || "").split(",").filter((other) => other && other !== name);
        if (!box.checked) hidden.push(name);
        if (hidden.length) asked.hide = hidden.sort().join(","); else delete asked.hide;
        table[box.checked ? "showColumn" : "hideColumn"](name);
        write();
      });
      label.append(box, " " + titles[at]);
      $("#columns").appendChild(label);
    });
    follow();
    write();
    table.on("dataSorted", (sorters) => {
      if (sorters.length) asked.sort = (sorters[0].dir === "desc" ? "-" : "") + sorters[0].field; else delete asked.sort;
      write();
    });
  });

  each(document.querySelectorAll("[data-as]"), (button) => {
    button.addEventListener("click", () => {
      var names = COLUMNS.filter((name) => (asked.hide || "").split(",").indexOf(name) < 0);
      var lines = table.getData("active").map((row) => ["id"].concat(names).map((name) => name === "value" ? (row.usd === null ? "" : String(row.usd)) : row[name]));
      lines.unshift(["id"].concat(names));
      var md = button.dataset.as === "md";
      var cell = (value) => {
        if (md) return value.replace(/([\\|<>*_`[\]])/g, "\\$1");
        value = /^\s*[=+\-@]/.test(value) ? "'" + value : value;
        return /[",\n]/.test(value) ? '"' + value.replace(/"/g, '""') + '"' : value;
      };
      if (md) lines.splice(1, 0, null);
      var out = lines.map((line) => md ? "| " + (line ? line.map(cell) : lines[0].map(() => "---")).join(" | ") + " |" : line.map(cell).join(",")).join("\n") + "\n";
      if (button.dataset.as !== "file") { window.copyText(out, button); return; }
      var a = document.createElement("a");
      a.href = URL.createObjectURL(new Blob([out], { type: "text/csv" }));
      a.download = "arms-sales-" + iso(day()) + ".csv";
      a.click();
    });
  });
})();
