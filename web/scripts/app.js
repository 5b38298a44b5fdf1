// Pages work without this file. It only makes them smoother.
(() => {
  const config = htmx.config;
  config.allowEval = false;               // strict content policy
  config.includeIndicatorStyles = false;  // strict content policy: no injected style
  config.allowScriptTags = false;
  config.selfRequestsOnly = true;
  config.historyCacheSize = 0;            // pages with personal data never stay in localStorage
  config.refreshOnHistoryMiss = true;
  config.scrollIntoViewOnBoost = false;
  config.responseHandling = [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "422", swap: true },          // a form drawn again with its errors
    { code: "...", swap: false, error: true },
  ];

  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const on = (name, act) => document.addEventListener(name, act);

  // Menus are <details>: one open at a time, closed by Escape and by a click elsewhere.
  const close_menus = (except) => all("details.menu[open], details.phone-menu[open]").forEach((menu) => menu !== except && (menu.open = false));
  on("click", (event) => close_menus(event.target.closest("details.menu, details.phone-menu")));
  on("keydown", (event) => {
    const menu = event.key === "Escape" && document.activeElement.closest("details[open]:is(.menu, .phone-menu)");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  });

  // A form is sent once. The button stays as wide and says so: data-busy="Enviando…". The server's request key is the guard.
  on("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) return event.preventDefault();
    clearTimeout(form.resting);
    if (form.keeping) {  // its answer brings the marks that this sending needs
      event.preventDefault();
      form.keeping.then(() => form.isConnected && form.requestSubmit(event.submitter));
      return;
    }
    if (event.defaultPrevented || form.method === "get") return;
    form.dataset.sent = "1";
    const button = event.submitter;
    if (button?.dataset.busy) {
      button.style.minWidth = `${button.offsetWidth}px`;  // through the object model: no style attribute in a page
      button.dataset.idle = button.innerHTML;
      button.textContent = button.dataset.busy;
      button.setAttribute("aria-disabled", "true");
    }
  });
  const release = (form) => {
    delete form.dataset.sent;
    all("[data-idle]", form).forEach((button) => {
      button.innerHTML = button.dataset.idle;
      delete button.dataset.idle;
      button.removeAttribute("aria-disabled");
    });
  };
  // «Atrás» may bring a page as it was: after signing out nobody sees it again, and a list shows what was saved since.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && !document.body.classList.contains("portal")) location.reload();
    all("form[data-sent]").forEach(release);
  });
  on("htmx:afterRequest", (event) => { const form = event.target.closest?.("form"); if (form) release(form); });

  // A long form that is kept while it is written (data-keep): the form itself is sent once the hand rests, as its button would.
  // The answer is a whole page: of the texts that were sent, the marks of what is stored are taken over; when somebody else wrote
  // the same text meanwhile, the page that shows both takes this one's place.
  const resting = 4000;
  const value_in = (page, name) => page.querySelector(`[name="${CSS.escape(name)}"]`)?.value;
  const plain = (text) => text?.normalize().replace(/\s+/g, " ").trim();
  const take_over = (form, changed, sent, page) => changed.forEach((area) => {
    const id = area.name.slice(5), section = area.closest("section");
    if (plain(value_in(page, area.name)) !== plain(sent.get(area.name))) return;
    for (const name of [`version-${id}`, `read-${id}`]) form.elements[name].value = value_in(page, name);
    const told = page.getElementById(section.id)?.querySelector(".section-head");
    if (told) section.querySelector(".section-head").replaceWith(told);
    area.defaultValue = sent.get(area.name);
  });
  const keep = async (form) => {
    clearTimeout(form.resting);
    const changed = all("textarea[name^=body-]", form).filter((area) => area.value !== area.defaultValue);
    if (changed.length === 0) return;
    form.resting = setTimeout(() => form.isConnected && keep(form), 5 * resting);  // once more, should this sending fail
    if (form.keeping) return;
    const sent = new URLSearchParams(new FormData(form));
    sent.delete("_key");  // of the button's sending
    form.keeping = (async () => {
      try {
        const answer = await fetch(form.action, { method: "POST", body: sent, keepalive: document.hidden });
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        failed(!answer.ok && answer.status !== 409);
        if (answer.ok) take_over(form, changed, sent, page);
        if (answer.status === 409) {
          all("textarea[name]", form).filter((area) => area.value !== sent.get(area.name)?.replace(/\r\n/g, "\n"))
            .forEach((area) => { const other = page.getElementsByName(area.name)[0]; if (other) other.textContent = area.value; });
          document.getElementById("main").replaceWith(page.getElementById("main"));
        }
      } catch { failed(true); }
      form.keeping = null;
    })();
  };
  on("input", (event) => {
    const form = event.target.closest("form[data-keep]");
    if (!form) return;
    clearTimeout(form.resting);
    form.resting = setTimeout(() => keep(form), resting);
  });
  on("visibilitychange", () => { if (document.hidden) all("form[data-keep]").forEach(keep); });

  // What is missing on top of a form takes the focus.
  const show_errors = (root) => root.querySelector(".errors")?.focus();
  on("htmx:afterSettle", (event) => show_errors(event.target));
  show_errors(document);

  // A request that fails is said, with the layout's own words: <p class="notice notice-warn" id="request-failed" hidden role="alert">.
  const failed = (yes) => { const notice = document.getElementById("request-failed"); if (notice) notice.hidden = !yes; };
  on("htmx:sendError", () => failed(true));
  on("htmx:responseError", () => failed(true));
  on("htmx:afterOnLoad", () => failed(false));

  // Selection: how many rows are picked, and one box that picks the page.
  const count_picks = (list) => {
    const picks = all(".pick", list), chosen = picks.filter((pick) => pick.checked).length;
    all("[data-picked]", list).forEach((place) => (place.textContent = chosen));
    const every = list.querySelector(".pick-all");
    if (every) { every.checked = chosen > 0 && chosen === picks.length; every.indeterminate = chosen > 0 && chosen < picks.length; }
  };
  on("change", (event) => {
    const list = event.target.closest(".picking");
    if (list) {
      if (event.target.matches(".pick-all")) all(".pick", list).forEach((pick) => (pick.checked = event.target.checked));
      count_picks(list);
    }
    if (event.target.matches("select[data-submit]")) event.target.form.requestSubmit();
  });
  on("click", (event) => {
    const button = event.target.closest("[data-copy], [data-unpick], [data-print]");
    if (!button) return;
    if (button.dataset.copy) {
      navigator.clipboard?.writeText(document.getElementById(button.dataset.copy).textContent.trim());
      button.textContent = button.dataset.copied;
    } else if ("print" in button.dataset) {
      print();
    } else {
      const list = button.closest(".picking");
      all(".pick:checked", list).forEach((pick) => (pick.checked = false));
      count_picks(list);
    }
    event.preventDefault();
  });
  all(".picking").forEach(count_picks);
  all("[data-scripted]").forEach((element) => (element.hidden = false));
})();
