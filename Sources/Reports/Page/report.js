//<![CDATA[
// Makes a report answer: it recomputes its own sums, sorts and chooses rows. The page is whole without it. All words stand in
// the page, in its language; the script only shows them.
"use strict";
(function () {
  var tools = document.getElementById("tools");

  // The numbers inside the page are whole and may be beyond 2^53, so they are texts there.
  function sums(items, key, amount) {
    var out = new Map();
    items.forEach(function (item) {
      out.set(key(item), (out.get(key(item)) || 0n) + BigInt(amount(item)));
    });
    return out;
  }

  function money(amount, digits) {
    var text = (amount < 0n ? -amount : amount).toString().padStart(digits + 1, "0");
    var whole = text.slice(0, text.length - digits), part = text.slice(text.length - digits);
    whole = whole.replace(/\B(?=(\d{3})+$)/g, ",");
    return (amount < 0n ? "-" : "") + whole + (digits > 0 ? "." + part : "");
  }

  // The cost of a line at a scale in thousandths, rounded up to a minor unit.
  function cost(line, scale) {
    return (BigInt(line.fixed) * 1000n + BigInt(line.per_unit) * BigInt(scale) + 999n) / 1000n;
  }

  // The names of whatever does not add up.
  function faults(data) {
    var found = [], shown = new Map(), key = JSON.stringify;
    function expect(holds, name) { if (!holds) found.push(name); }
    var byFund = sums(data.payments, function (p) { return p.fund; }, function (p) { return p.amount; });
    data.funds.forEach(function (fund) {
      var paid = byFund.get(fund.id) || 0n, available = BigInt(fund.available);
      expect(paid <= available && paid === BigInt(fund.paid), fund.id);
      shown.set("paid " + fund.id, paid);
      shown.set("available " + fund.id, available);
      shown.set("left " + fund.id, available - paid);
      byFund.delete(fund.id);
    });
    var byType = sums(data.payments, function (p) { return key([p.project, p.type]); }, function (p) { return p.amount; });
    data.projects.forEach(function (project) {
      var all = 0n;
      sums(project.costs, function (line) { return line.type; }, function (line) {
        return cost(line, project.scale);
      }).forEach(function (due, type) {
        var name = key([project.id, type]);
        expect((byType.get(name) || 0n) === due, project.id);
        byType.delete(name);
        all += due;
      });
      expect(all === BigInt(project.cost), project.id);
      shown.set("cost " + project.id, all);
    });
    var byNeed = sums(data.credits, function (c) { return c.need; }, function (c) { return c.micro; });
    data.needs.forEach(function (need) {
      var served = byNeed.get(need.id) || 0n;
      expect(served === BigInt(need.served) && served <= BigInt(need.quantity), need.id);
      byNeed.delete(need.id);
    });
    // What is left belongs to nothing that the page names.
    byFund.forEach(function (amount, name) { expect(amount === 0n, name); });
    byType.forEach(function (amount, name) { expect(amount === 0n, name); });
    byNeed.forEach(function (amount, name) { expect(amount === 0n, name); });
    document.querySelectorAll("[data-check]").forEach(function (cell) {
      var sum = shown.get(cell.dataset.check);
      expect(sum !== undefined && cell.textContent === money(sum, data.digits), cell.dataset.check);
    });
    return found;
  }

  function check() {
    var place = document.getElementById("check"), found;
    try {
      found = faults(JSON.parse(document.getElementById("data").textContent));
    } catch (error) {
      found = [String(error)];
    }
    place.textContent = found.length === 0 ? place.dataset.good : place.dataset.bad + found.join(", ");
    place.className = found.length === 0 ? "good" : "bad";
  }

  // A cell as a number where its column is one: an amount, or hours and minutes.
  function number(text) {
    function before(unit) {
      var found = new RegExp("([\\d,.]+) ?(?:" + unit + ")").exec(text);
      return found ? parseFloat(found[1].replace(/,/g, "")) : 0;
    }
    if (/小时|分钟|\d h|\d min/.test(text)) return before("小时|h") * 60 + before("分钟|min");
    var value = parseFloat(text.replace(/,/g, ""));
    return isNaN(value) ? -Infinity : value;
  }

  function sort(table, column, button) {
    var head = button.parentNode, isNumber = head.classList.contains("n");
    var falls = head.getAttribute("aria-sort") === "ascending";
    var rows = Array.from(table.tBodies[0].rows).map(function (row) {
      var text = row.cells[column].textContent;
      return { row: row, value: isNumber ? number(text) : text };
    });
    rows.sort(function (a, b) {
      var order = isNumber ? a.value - b.value : a.value.localeCompare(b.value, document.documentElement.lang, { numeric: true });
      return falls ? -order : order;
    });
    rows.forEach(function (item) { table.tBodies[0].appendChild(item.row); });
    Array.from(table.tHead.rows[0].cells).forEach(function (cell) { cell.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", falls ? "descending" : "ascending");
  }

  var tables = Array.from(document.querySelectorAll("table.data")), choices = [];

  // The titles of a table become buttons once it is seen: of 200 tables at once, that would lay out the page twice.
  var watch = new IntersectionObserver(function (seen) {
    seen.filter(function (entry) { return entry.isIntersecting; }).forEach(function (entry) {
      watch.unobserve(entry.target);
      addButtons(entry.target);
    });
  }, { rootMargin: "50%" });

  tables.forEach(function (table) { if (table.tBodies[0].rows.length > 2) watch.observe(table); });

  function addButtons(table) {
    Array.from(table.tHead.rows[0].cells).forEach(function (cell, column) {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = cell.textContent;
      cell.textContent = "";
      cell.appendChild(button);
      button.addEventListener("click", function () { sort(table, column, button); });
    });
  }

  // A list of the words of a column, to choose the rows with one of them.
  function addChoice(table, column, bar) {
    var label = document.createElement("label"), select = document.createElement("select");
    var words = Array.from(table.tBodies[0].rows).map(function (row) { return row.cells[column].textContent; });
    var known = Array.from(new Set(words)).sort(function (a, b) { return a.localeCompare(b, document.documentElement.lang, { numeric: true }); });
    if (known.length < 2) return;
    label.appendChild(document.createTextNode(table.tHead.rows[0].cells[column].textContent + " "));
    select.appendChild(new Option(tools.dataset.all, ""));
    known.forEach(function (word) { select.appendChild(new Option(word === "" ? "—" : word, "=" + word)); });
    label.appendChild(select);
    bar.appendChild(label);
    choices.push({ table: table, column: column, select: select });
    select.addEventListener("change", choose);
  }

  var items = tables.flatMap(function (table) {
    return Array.from(table.tBodies[0].rows).map(function (row) {
      return { table: table, row: row, text: row.textContent.toLowerCase() };
    });
  });

  // Shows the rows that have the searched words and what is chosen in the lists above their table.
  function choose() {
    var words = document.getElementById("search").value.toLowerCase().split(/\s+/).filter(Boolean), count = 0;
    items.forEach(function (item) {
      var fits = words.every(function (word) { return item.text.includes(word); }) &&
        choices.every(function (choice) {
          return choice.table !== item.table || choice.select.value === "" ||
            "=" + item.row.cells[choice.column].textContent === choice.select.value;
        });
      item.row.hidden = !fits;
      if (fits) count += 1;
    });
    document.getElementById("found").textContent = words.length === 0 ? "" : tools.dataset.found.replace("#", count);
  }

  document.querySelectorAll("table[data-filters]").forEach(function (table) {
    var bar = document.createElement("div");
    bar.className = "choices";
    table.dataset.filters.split(" ").forEach(function (column) { addChoice(table, Number(column), bar); });
    table.parentNode.insertBefore(bar, table);
  });
  tools.hidden = false;
  tools.addEventListener("submit", function (event) { event.preventDefault(); });
  document.getElementById("search").addEventListener("input", choose);
  check();
})();
//]]>
