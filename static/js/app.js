"use strict";
// What htmx leaves to the page; forms have their buttons.
(() => {
  const page = document.documentElement;
  const byId = (id) => id && document.getElementById(id);
  page.dataset.js = "";

  // Filters send themselves.
  let waiting;
  const submitSoon = (control, delay) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => control.isConnected && control.form.requestSubmit(), delay);
  };
  document.addEventListener("change", ({ target }) => {
    const { form } = target;
    if (!target.name || !form?.matches("[data-autosubmit]")) return;
    if (target.matches("[data-waits]")) return;
    if (target.type === "date" && target.value && target.value < "1900") return;
    submitSoon(target, target.type === "date" ? 700 : 100);
  });
  document.addEventListener("submit", () => clearTimeout(waiting));

  document.addEventListener("htmx:configRequest", ({ detail }) => {
    if (detail.verb !== "get") return;
    const kept = [...detail.formData].filter(([, value]) => value !== "");
    for (const name of new Set(detail.formData.keys())) detail.formData.delete(name);
    for (const [name, value] of kept) detail.formData.append(name, value);
    detail.formData.delete("compare");
    detail.path = withTicks(detail.path, ticked());
  });

  // Ticks stand in links.
  const MOST_COMPARED = 6;
  const ticked = () => new URLSearchParams(location.search).getAll("compare");
  const withTicks = (href, slugs) => {
    const [path, query = ""] = href.split("?");
    const pairs = query.split("&").filter((pair) => pair && !pair.startsWith("compare="));
    pairs.push(...slugs.map((slug) => `compare=${encodeURIComponent(slug)}`));
    return pairs.length ? `${path}?${pairs.join("&")}` : path;
  };
  const showTicks = () => {
    const boxes = [...document.querySelectorAll("input[id^='compare-']")];
    const form = boxes[0]?.form;
    if (!form) return;
    const slugs = ticked();
    for (const box of boxes) box.checked = slugs.includes(box.value);
    for (const input of form.querySelectorAll("[type=hidden][name=person]")) input.remove();
    for (const value of slugs.filter((slug) => !boxes.some((box) => box.value === slug))) {
      const input = document.createElement("input");
      form.append(Object.assign(input, { type: "hidden", name: "person", value }));
    }
    for (const link of document.querySelectorAll("main a[href]")) {
      if (link.pathname !== location.pathname || link.hash) continue;
      const kept = link.matches("[data-untick]") ? [] : slugs;
      link.setAttribute("href", withTicks(link.getAttribute("href"), kept));
    }
    for (const link of form.querySelectorAll("[data-untick]")) link.hidden = !slugs.length;
    sayTicks(form, slugs.length && `${slugs.length} ticked`);
  };
  const sayTicks = (form, words) => {
    const hint = form.querySelector("[data-ticked]");
    if (hint) hint.textContent = words || hint.dataset.ticked;
  };
  document.addEventListener("change", ({ target }) => {
    if (!target.matches("input[id^='compare-']")) return;
    const slugs = ticked().filter((slug) => slug !== target.value);
    if (target.checked && slugs.length >= MOST_COMPARED) {
      const words = "Six people can be compared: untick somebody first.";
      target.checked = false;
      sayTicks(target.form, words);
      byId("status").textContent = words;
      return;
    }
    if (target.checked) slugs.push(target.value);
    const here = location.pathname + location.search;
    history.replaceState(history.state, "", withTicks(here, slugs));
    showTicks();
  });
  for (const name of ["htmx:afterSettle", "htmx:historyRestore"]) {
    document.addEventListener(name, showTicks);
  }
  window.addEventListener("pageshow", showTicks);

  // A swap keeps folds and focus.
  const folds = new Map();
  let focused;
  let hasGoneOn;
  let isWholePage;
  let isResults;
  document.addEventListener("toggle", ({ target }) => {
    if (target.id) folds.set(target.id, target.open);
  }, true);
  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    detail.requestConfig.from = document.activeElement.id;
  });
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const { elt, from } = detail.requestConfig;
    const { id } = document.activeElement;
    hasGoneOn = id && id !== from;
    focused = !hasGoneOn && elt.dataset.then || id;
    if (detail.shouldSwap) elt.closest(".unfolded, [hx-preserve]")?.removeAttribute("id");
    isWholePage = detail.target.id === "main";
    isResults = detail.target.id === "results";
  });
  document.addEventListener("htmx:afterSwap", () => {
    if (!hasGoneOn) return;
    for (const field of document.querySelectorAll("[autofocus]")) field.autofocus = false;
  });
  document.addEventListener("htmx:afterSettle", ({ target }) => {
    const said = isWholePage && document.querySelector("#main .messages");
    const wrong = !hasGoneOn && target.matches(".unfolded")
      && target.querySelector("[aria-invalid=true]");
    const control = wrong || byId(focused) || said;
    if (control && control !== document.activeElement) control.focus({ preventScroll: true });
    // A list may be short.
    const rows = isWholePage && byId("rows")?.getBoundingClientRect();
    if (rows && rows.top < 0 && rows.bottom < innerHeight / 2) scrollTo(0, 0);
    const announce = said ? said.innerText : isResults && byId("results")?.dataset.announce;
    byId("status").textContent = "";
    if (announce) setTimeout(() => { byId("status").textContent = announce; }, 50);
  });

  const opener = ({ id }) => document.querySelector(`[hx-target="#${id}"]`)
    ?? document.querySelector("#compare button");
  const fold = (event) => {
    const place = event.target.closest(".unfolded");
    if (!place || !opener(place)) return;
    event.preventDefault();
    place.replaceChildren();
    opener(place).focus();
  };
  document.addEventListener("htmx:beforeSwap", ({ detail: { target } }) => {
    if (!target.matches(".unfolded")) return;
    for (const place of document.querySelectorAll(".unfolded")) {
      if (place !== target) place.replaceChildren();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.ariaExpanded !== "true") fold(event);
  });
  document.addEventListener("click", (event) => {
    if (event.target.matches("[data-fold]")) fold(event);
  });

  const trouble = (isShown) => () => { byId("trouble").hidden = !isShown; };
  for (const name of ["responseError", "sendError", "timeout", "swapError"]) {
    document.addEventListener(`htmx:${name}`, trouble(true));
  }
  document.addEventListener("htmx:beforeSend", trouble(false));

  // Type-ahead; compares as `name_key` does.
  const letters = {
    ß: "ss", æ: "ae", œ: "oe", ø: "o", þ: "th", ð: "d", đ: "d", ł: "l", ħ: "h", ı: "i",
    ŋ: "ng", ς: "σ", "♯": "#",
  };
  const plain = (text) => text.normalize("NFKD").toLowerCase()
    .replace(/./g, (letter) => letters[letter] ?? letter)
    .replace(/(?![+#])[\p{M}\p{P}\p{S}\p{Z}\p{C}\u02b9-\u02ff]/gu, "");
  const rank = ({ words }, query) => {
    if (words.includes(query)) return 0;
    const starts = words.findIndex((word) => word.startsWith(query));
    if (starts >= 0) return starts ? 2 : 1;
    return words.some((word) => word.includes(query)) ? 3 : Infinity;
  };
  const span = (text, className) => {
    const element = document.createElement("span");
    element.className = className;
    element.append(text);
    return text && element.outerHTML;
  };
  const suggestion = ({ name, words, aliases, count = "" }, query) => {
    const alias = words[0].includes(query)
      ? "" : aliases.find((_, index) => words[index + 1].includes(query)) ?? "";
    return span(name, "") + span(alias, "count") + span(count, "option__count");
  };
  const choicesIn = (rows) => new Map(rows.map((row) => {
    const aliases = row.also.split(";").filter(Boolean);
    return [row.name, { ...row, aliases, words: [row.name, ...aliases].map(plain) }];
  }));
  const choicesOf = (options) => choicesIn([...options]
    .map(({ value, label }) => ({ name: value, also: label === value ? "" : label })));
  const choicesAt = async ({ names, counts }) => {
    const known = await (await fetch(names)).json();
    const offered = (counts ?? Object.keys(known).join(" ")).split(" ");
    return choicesIn(offered.map((one) => one.split(":")).filter(([slug]) => known[slug])
      .map(([slug, count]) => ({ name: known[slug][0], also: known[slug][1], count })));
  };
  const typeAhead = (offered) => {
    let query = "";
    let choices = new Map();
    return {
      autoselect: true,
      confirmOnBlur: false,
      dropdownArrow: () => "",
      tNoResults: () => choices.size ? "Nothing found" : "One moment…",
      source: async (text, show) => {
        choices = await offered;
        query = plain(text.trim());
        const found = [...choices.values()].map((choice) => [rank(choice, query), choice]);
        show(found.filter(([value]) => value < Infinity).sort(([a], [b]) => a - b)
          .map(([, choice]) => choice.name));
      },
      templates: {
        inputValue: (name) => name ?? "",
        suggestion: (name) => choices.has(name) ? suggestion(choices.get(name), query) : "",
      },
    };
  };
  const replace = (field, options) => {
    const { id, name, value, placeholder } = field;
    const hasFocus = field === document.activeElement;
    const element = document.createElement("div");
    field.replaceWith(element);
    accessibleAutocomplete({ element, id, name, placeholder, defaultValue: value, ...options });
    const input = element.querySelector("input");
    for (const { name, value } of field.attributes) {
      if (/^(aria-|form|maxl)/.test(name)) input.setAttribute(name, value);
    }
    if (field.autofocus) focused = id;
    if (hasFocus) input.focus();
    return input;
  };
  const complete = (field) => {
    const { list, name, form, dataset } = field;
    let last;
    const send = () => {
      input.name = name;
      input.dispatchEvent(new Event("change", { bubbles: true }));
      if (last === "Enter") form.querySelector("[value=next]")?.click();
    };
    const input = replace(field, {
      ...typeAhead(list ? choicesOf(list.options) : choicesAt(dataset)),
      showAllValues: !list,
      name: form.matches("[data-autosubmit]") ? "" : name,
      onConfirm: (chosen) => chosen && setTimeout(send),
    });
    input.parentNode.onkeydown = ({ key }) => { last = key; };
  };

  // Weeks lead to a booking.
  let picked = [];
  const weeksOf = (link) => [...link.closest("tr").querySelectorAll("td a")];
  const weekAt = (target) => target.closest?.("[data-spans] td")?.querySelector("a");
  const pick = (from, to) => {
    const weeks = weeksOf(from);
    const ends = [weeks.indexOf(from), weeks.indexOf(to)].sort((a, b) => a - b);
    for (const link of picked) link.parentNode.classList.remove("planner__week--picked");
    picked = from === to ? [] : weeks.slice(ends[0], ends[1] + 1);
    for (const link of picked) link.parentNode.classList.add("planner__week--picked");
    byId("status").textContent = picked.length ? `${picked.length} weeks` : "";
  };
  const book = () => {
    const url = new URL(picked[0].href);
    const last = picked.at(-1).href;
    url.searchParams.set("to", new URL(last).searchParams.get("to"));
    const percents = picked.map(({ href }) => new URL(href).searchParams.get("percent"));
    const least = Math.min(...percents.filter(Boolean));
    if (least < Infinity) url.searchParams.set("percent", least);
    location.assign(url);
  };
  let anchor;
  let dragged;
  document.addEventListener("focusin", ({ target }) => {
    const link = weekAt(target);
    if (link !== target || picked.includes(link)) return;
    for (const week of weeksOf(link)) week.tabIndex = week === link ? 0 : -1;
    anchor = link;
  });
  document.addEventListener("keydown", (event) => {
    const { target, key, shiftKey } = event;
    if (weekAt(target) !== target) return;
    const weeks = weeksOf(target);
    const place = weeks.indexOf(target);
    const row = target.closest("tr");
    const to = {
      ArrowLeft: () => weeks[place - 1],
      ArrowRight: () => weeks[place + 1],
      Home: () => weeks[0],
      End: () => weeks.at(-1),
      ArrowUp: () => row.previousElementSibling?.querySelectorAll("td a")[place],
      ArrowDown: () => row.nextElementSibling?.querySelectorAll("td a")[place],
      Escape: () => target,
    }[key]?.();
    if (key === "Enter" && picked.length) {
      event.preventDefault();
      book();
    }
    if (!to) return;
    event.preventDefault();
    const start = anchor?.closest("tr") === row ? anchor : target;
    if (shiftKey && to.closest("tr") === row) pick(start, to);
    else pick(to, to);
    to.focus();
  });
  document.addEventListener("pointerdown", (event) => {
    const link = weekAt(event.target);
    if (!link || event.button || event.pointerType !== "mouse") return;
    dragged = event.shiftKey && anchor?.closest("tr") === link.closest("tr") ? anchor : link;
    pick(dragged, link);
  });
  document.addEventListener("pointerover", ({ target }) => {
    const link = dragged && weekAt(target);
    if (link && link.closest("tr") === dragged.closest("tr")) pick(dragged, link);
  });
  document.addEventListener("pointerup", () => {
    if (dragged && picked.length) book();
    dragged = undefined;
  });
  document.addEventListener("dragstart", (event) => weekAt(event.target) && event.preventDefault());
  document.addEventListener("click", (event) => {
    if (picked.length && weekAt(event.target)) event.preventDefault();
  });
  window.addEventListener("pageshow", () => picked.length && pick(picked[0], picked[0]));

  // Enter alone asks.
  const suggesting = (field) => {
    const { form, dataset } = field;
    let asked;
    const input = replace(field, {
      confirmOnBlur: false,
      minLength: 2,
      showNoOptionsFound: false,
      source: async (text, show) => {
        asked?.abort();
        const { signal } = asked = new AbortController();
        try {
          await new Promise((resolve) => setTimeout(resolve, 120));
          const answer = await fetch(`${dataset.suggest}?q=${encodeURIComponent(text)}`, { signal });
          show((await answer.json()).suggestions);
        } catch { /* Enter still asks. */ }
      },
      onConfirm: ({ href, kind } = {}) => {
        if (href && kind !== "person" && form.matches("[data-autosubmit]")) submitSoon(input, 50);
        else if (href) location.href = href;
      },
      templates: {
        inputValue: (choice) => choice?.text ?? "",
        suggestion: ({ name, about, kind }) =>
          span(name, "") + span(about, "count") + span(kind, "option__count"),
      },
    });
    input.type = "search";
    input.parentNode.addEventListener("keydown", ({ key }) => {
      const isChosen = input.parentNode.querySelector("[aria-selected='true']");
      if (key === "Enter" && input.value.trim() && !isChosen) form.requestSubmit();
    }, true);
  };

  const build = ({ target }) => {
    if (target.matches("input[data-combobox], input[data-names]")) complete(target);
    else if (target.matches("input[data-suggest]")) suggesting(target);
  };
  for (const name of ["pointerover", "focusin"]) document.addEventListener(name, build);

  const sayDay = (input) => {
    let words = input.parentNode.querySelector("output");
    if (!words) {
      words = Object.assign(document.createElement("output"), { className: "helptext" });
      input.after(words);
    }
    const day = input.valueAsDate;
    words.textContent = day ? day.toUTCString().slice(0, 16).replace(/, 0?/, " ") : "";
    words.hidden = !day;
  };
  document.addEventListener("input", ({ target }) => {
    if (target.matches(".field > input[type=date]")) sayDay(target);
  });

  const prepare = (root) => {
    const all = (selector) => [root, ...root.querySelectorAll("*")]
      .filter((element) => element.matches(selector));
    for (const fold of all("details[id]")) fold.open = folds.get(fold.id) ?? fold.open;
    for (const link of all("[data-spans] td + td a")) link.tabIndex = -1;
    for (const field of all("input[autofocus]:is([data-combobox], [data-names])")) field.focus();
    build({ target: document.activeElement });
    for (const field of all(".field > input[type=date]")) sayDay(field);
  };
  document.addEventListener("htmx:load", ({ detail }) => prepare(detail.elt));

  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    const isTyping = target.closest("input, select, textarea, [contenteditable]");
    if (key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
      byId("search-everything")?.focus();
      event.preventDefault();
    }
    const menu = key === "Escape" && target.closest(".menu[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  for (const name of ["click", "focusin"]) {
    document.addEventListener(name, ({ target }) => {
      for (const menu of document.querySelectorAll(".menu[open]")) {
        if (!menu.contains(target)) menu.open = false;
      }
    });
  }

  document.addEventListener("click", ({ target }) => {
    const fold = byId(target.closest("[data-closes]")?.dataset.closes);
    if (fold) fold.open = false;
  });

  document.addEventListener("DOMContentLoaded", () => {
    const isFree = document.activeElement === document.body && !location.hash;
    if (isFree) document.querySelector("#main .messages")?.focus({ preventScroll: true });
  });
  document.addEventListener("htmx:beforeCleanupElement", ({ detail }) => {
    const wrapper = detail.elt.matches(".autocomplete__wrapper") && detail.elt.parentNode;
    if (wrapper) accessibleAutocomplete.remove(wrapper);
  });
})();
