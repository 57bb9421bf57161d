// The workspace works without this script. With it, messages arrive and change
// by themselves, forms open in place, and the keyboard does more.
"use strict";

const $ = (sel, root = document) => root.querySelector(sel);
const $$ = (sel, root = document) => [...root.querySelectorAll(sel)];
const page = document.body.dataset;

const newToken = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");

// fragment makes elements of HTML that our own server has escaped.
function fragment(html) {
  const t = document.createElement("template");
  t.innerHTML = html;
  return t.content;
}

// ask fetches a page of ours; the header says that this script will show it.
async function ask(url, options = {}) {
  const r = await fetch(url, { ...options, headers: { "X-Part": "1" }, credentials: "same-origin" });
  return { ok: r.ok, status: r.status, text: await r.text(), next: r.headers.get("X-Next") };
}

const send = (form, extra) => {
  const body = new URLSearchParams(new FormData(form));
  if (extra && extra.name) body.set(extra.name, extra.value);
  return ask(form.getAttribute("action"), { method: "POST", body });
};

function toast(words) {
  const p = document.createElement("p");
  p.className = "toast";
  p.textContent = words;
  $("#toasts").append(p);
  setTimeout(() => p.remove(), 8000);
}

const unreachable = () => toast("The workspace cannot be reached just now. Nothing is lost; please try again.");

// keepingFocus replaces old by fresh, and leaves the focus on the same control.
function keepingFocus(old, replace) {
  const controls = (root) => $$("a, button, input, textarea, select, [tabindex]", root);
  const at = controls(old).indexOf(document.activeElement);
  const fresh = replace();
  if (at >= 0) controls(fresh)[at]?.focus({ preventScroll: true });
}

// ---- Messages ---------------------------------------------------------------

const SHORTLY = 5 * 60 * 1000;

// settle decides whether a message begins a day or goes on from the one above.
function settle(li) {
  if (!li) return;
  // The first reply goes on from what it replies to.
  const above = li.previousElementSibling || (li.closest("#thread-log") && $("#panel .root > li"));
  const newday = !above || above.dataset.day !== li.dataset.day;
  const near = above && Date.parse(li.dataset.at) - Date.parse(above.dataset.at) < SHORTLY;
  li.classList.toggle("newday", newday);
  li.classList.toggle("follows", !newday && near && li.dataset.from && above === li.previousElementSibling && above.dataset.from === li.dataset.from && !li.classList.contains("firstnew"));
}

// reveal shows a message from its beginning when it is too long to be seen
// whole: the end, where a room stands by itself, is not where reading starts.
function reveal(li) {
  const room = li.closest(".scroll");
  if (!room || li.offsetHeight < room.clientHeight - 40) return;
  const show = () => li.scrollIntoView({ block: "start" });
  for (const img of $$("img", li)) {
    img.loading = "eager";
    img.addEventListener("load", show, { once: true });
  }
  show();
}

const atEnd = (list) => Math.abs(list.closest(".scroll").scrollTop) < 120;

// put shows a message in a list: in place of what it replaces, or at its end.
function put(list, event, mayAdd) {
  if (!list) return;
  const li = fragment(event.html).firstElementChild;
  const old = $(`:scope > [data-ref="${CSS.escape(event.ref)}"]`, list);
  if (old) {
    if (list.classList.contains("root")) li.removeAttribute("id");
    if (old.classList.contains("firstnew")) li.classList.add("firstnew");
    const changed = $(".body", old)?.textContent !== $(".body", li)?.textContent;
    keepingFocus(old, () => (old.replaceWith(li), li));
    if (changed) li.classList.add("changed");
  } else if (mayAdd) {
    const follow = atEnd(list);
    const after = [...list.children].findLast((x) => Number(x.dataset.ref) < Number(event.ref));
    if (after) after.after(li);
    else list.prepend(li);
    li.classList.add("arrived");
    if (follow) reveal(li);
  } else return;
  settle(li);
  settle(li.nextElementSibling);
}

function showEntry(event) {
  const thread = $("#thread-log");
  if (!event.thread) {
    put($("#log"), event, !new URLSearchParams(location.search).has("before"));
    put($("#panel .root"), event, false);
    const count = $(".thread-count span");
    const root = $("#panel .root > li");
    if (count && root?.dataset.ref === event.ref) count.textContent = $(".replies b", root)?.textContent || "No replies yet";
  } else if (thread?.dataset.threadRef === event.thread) {
    put(thread, event, true);
  }
}

function showUnread(unread) {
  let total = 0;
  for (const badge of $$("[data-badge]")) {
    const n = unread[badge.dataset.badge] || 0;
    total += n;
    badge.hidden = n === 0;
    badge.firstElementChild.textContent = n > 99 ? "99+" : n;
    badge.closest(".room").classList.toggle("unread", n > 0);
  }
  for (const path of Object.keys(unread)) {
    if (unread[path] > 0 && !$(`[data-badge="${CSS.escape(path)}"]`)) {
      // A conversation that did not exist when this page was drawn.
      ask(page.here.split("?")[0]).then((r) => {
        const fresh = r.ok && $("#rooms", new DOMParser().parseFromString(r.text, "text/html"));
        if (fresh) $("#rooms").replaceWith(fresh);
      });
      break;
    }
  }
  document.title = document.title.replace(/^\(\d+\) /, "").replace(/^/, total ? `(${total}) ` : "");
}

// ---- The stream -------------------------------------------------------------

let stream, last = page.change || "0", patience;

function listen() {
  if (stream) return;
  const q = new URLSearchParams({ after: last, room: page.room || "", back: page.here });
  stream = new EventSource("/events?" + q);
  const on = (name, f) => stream.addEventListener(name, (e) => {
    if (e.lastEventId) last = e.lastEventId;
    f(JSON.parse(e.data));
  });
  on("entry", showEntry);
  on("unread", showUnread);
  on("clock", (c) => {
    const bar = $("#clock");
    if (bar) keepingFocus(bar, () => ((bar.innerHTML = c.html), bar));
  });
  stream.onopen = () => { clearTimeout(patience); patience = 0; $("#offline").hidden = true; document.body.dataset.live = "yes"; };
  stream.onerror = () => {
    delete document.body.dataset.live;
    if (!patience) patience = setTimeout(() => ($("#offline").hidden = false), 2500);
    if (stream.readyState === EventSource.CLOSED) { hush(); setTimeout(listen, 3000); }
  };
}

function hush() { stream?.close(); stream = null; }

// A browser keeps few connections to one host: pages nobody looks at let go of theirs.
let hidden;
document.addEventListener("visibilitychange", () => {
  clearTimeout(hidden);
  if (document.hidden) hidden = setTimeout(hush, 60000);
  else listen();
});
addEventListener("pagehide", hush);
addEventListener("pageshow", listen);

// ---- Dialogs ----------------------------------------------------------------

const dialog = $("#dialog");

async function openDialog(url) {
  try {
    const r = await ask(url);
    if (!r.ok) return toast(r.text);
    dialog.replaceChildren(fragment(r.text));
    if (!dialog.open) dialog.showModal();
    ($("[autofocus], .field input, .field textarea, .field select, .find", dialog) || dialog).focus();
  } catch { unreachable(); }
}

async function submitDialog(form, button) {
  if (form.hasAttribute("aria-busy")) return;
  form.setAttribute("aria-busy", "true");
  try {
    const r = await send(form, button);
    if (r.status === 422) {
      dialog.replaceChildren(fragment(r.text));
      ($("[aria-invalid=true]", dialog) || dialog).focus();
    } else if (r.ok) dialog.close();
    else toast(r.text);
  } catch { unreachable(); }
  form.removeAttribute("aria-busy");
}

dialog.addEventListener("click", (e) => {
  if (e.target === dialog) dialog.close(); // the backdrop
});

// ---- Threads ----------------------------------------------------------------

// A thread opens at its end, where the talk is; one of long replies, such as a
// digest, opens at the first.
function beginThread() {
  const replies = $("#thread-log");
  const end = replies?.lastElementChild;
  if (end && end.offsetHeight > end.closest(".scroll").clientHeight / 2) replies.firstElementChild.scrollIntoView({ block: "start" });
}

async function openThread(url, push) {
  try {
    const r = await ask(url.split("#")[0]);
    if (!r.ok) return toast(r.text);
    const panel = $("#panel");
    panel.replaceChildren(fragment(r.text));
    panel.hidden = false;
    $("#columns").classList.add("with-panel");
    if (push) history.pushState({}, "", url.split("#")[0]);
    prepareComposers(panel);
    beginThread();
    $("#reply").focus({ preventScroll: true });
  } catch { location.href = url; }
}

function closeThread(push) {
  const panel = $("#panel");
  if (!panel || panel.hidden) return;
  const ref = $("#thread-log")?.dataset.threadRef;
  panel.hidden = true;
  panel.replaceChildren();
  $("#columns").classList.remove("with-panel");
  if (push) history.pushState({}, "", location.pathname);
  ($(`#m${ref} .replies`) || $("#say"))?.focus({ preventScroll: true });
}

addEventListener("popstate", () => {
  const wanted = new URLSearchParams(location.search).get("thread");
  if (wanted === ($("#thread-log")?.dataset.threadRef || null)) return; // only the anchor has changed
  if (wanted) openThread(location.href, false);
  else closeThread(false);
});

// ---- Composers --------------------------------------------------------------

const draftKey = (form) => `draft:${page.speaker}:${form.elements.room.value}:${form.elements.thread?.value || ""}`;

function prepareComposers(root) {
  for (const form of $$("form[data-say]", root)) {
    const box = form.elements.text;
    form.noValidate = true; // an empty message is simply not sent
    if (!box.value) box.value = sessionStorage.getItem(draftKey(form)) || "";
    mentions(box);
  }
}

async function say(form) {
  const box = form.elements.text, text = box.value;
  if (!text.trim() || form.hasAttribute("aria-busy")) return;
  form.setAttribute("aria-busy", "true");
  try {
    const r = await send(form);
    if (r.ok) {
      if (box.value.trim() === text.trim()) box.value = "";
      sessionStorage.removeItem(draftKey(form));
      form.elements.token.value = newToken();
      $(".firstnew")?.classList.remove("firstnew");
      // Whoever speaks wants to read the answer, wherever they had scrolled to.
      const room = $(".scroll", form.parentElement);
      if (room) room.scrollTop = 0;
    } else toast(r.text);
  } catch { unreachable(); }
  form.removeAttribute("aria-busy");
  box.focus();
}

async function press(form) {
  if (form.hasAttribute("aria-busy")) return;
  form.setAttribute("aria-busy", "true");
  try {
    const r = await send(form);
    if (r.ok) form.elements.token.value = newToken();
    else toast(r.text);
  } catch { unreachable(); }
  form.removeAttribute("aria-busy");
}

// mentions offers names while one is typed after an @.
function mentions(box) {
  if (box.dataset.mentions) return;
  box.dataset.mentions = "yes";
  const list = document.createElement("ul");
  list.className = "mentions";
  list.id = box.id + "-names";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "People to mention");
  list.hidden = true;
  box.parentElement.append(list);
  for (const [k, v] of Object.entries({ "aria-autocomplete": "list", "aria-controls": list.id })) box.setAttribute(k, v);

  const typed = () => /(^|\s)@([^@\n]{0,30})$/.exec(box.value.slice(0, box.selectionStart));
  const choose = (i) => {
    $$("li", list).forEach((li, j) => li.setAttribute("aria-selected", i === j));
    const li = list.children[i];
    if (li) box.setAttribute("aria-activedescendant", li.id);
    else box.removeAttribute("aria-activedescendant");
    li?.scrollIntoView({ block: "nearest" });
  };
  const chosen = () => $$("li", list).findIndex((li) => li.getAttribute("aria-selected") === "true");
  const close = () => { list.hidden = true; list.replaceChildren(); choose(-1); };
  const take = (name) => {
    const start = box.selectionStart - typed()[2].length;
    box.setRangeText(name + " ", start, box.selectionStart, "end");
    close();
    box.focus();
  };
  const offer = () => {
    const m = typed();
    const want = m && m[2].toLowerCase();
    const fits = (o) => o.value.toLowerCase().split(" ").some((w) => w.startsWith(want)) || o.value.toLowerCase().startsWith(want);
    const names = m ? $$("#names option").filter(fits).slice(0, 6) : [];
    if (!names.length || (names.length === 1 && names[0].value.toLowerCase() === want)) return close();
    list.replaceChildren(...names.map((o, i) => {
      const li = document.createElement("li");
      li.id = `${list.id}-${i}`;
      li.setAttribute("role", "option");
      const strong = document.createElement("strong"), small = document.createElement("small");
      strong.textContent = o.value;
      small.textContent = o.textContent;
      li.append(strong, small);
      li.addEventListener("mousedown", (e) => { e.preventDefault(); take(o.value); });
      return li;
    }));
    list.hidden = false;
    choose(0);
  };
  box.addEventListener("input", offer);
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (e) => {
    if (list.hidden) return;
    const n = list.children.length, i = chosen();
    if (e.key === "ArrowDown") choose((i + 1) % n);
    else if (e.key === "ArrowUp") choose((i + n - 1) % n);
    else if (e.key === "Enter" || e.key === "Tab") take($("strong", list.children[i]).textContent);
    else if (e.key === "Escape") close();
    else return;
    e.preventDefault();
    e.stopPropagation();
  });
}

// ---- What people do ---------------------------------------------------------

document.addEventListener("submit", (e) => {
  const form = e.target;
  if (form.matches("[data-say]")) { e.preventDefault(); say(form); }
  else if (form.matches("[data-press]")) { e.preventDefault(); press(form); }
  else if (form.matches("[data-form]") && dialog.contains(form)) { e.preventDefault(); submitDialog(form, e.submitter); }
  else if (form.matches("form[data-dialog]")) { e.preventDefault(); openDialog(form.getAttribute("action") + "?" + new URLSearchParams(new FormData(form))); }
  else if (form.matches("[data-quiet]")) { e.preventDefault(); send(form, e.submitter).then((r) => r.ok || toast(r.text), unreachable); }
  else if (form.matches("[data-try]")) { e.preventDefault(); send(form).then((r) => (r.ok ? (location.href = r.next) : toast(r.text)), unreachable); }
  else if (form.matches("[data-welcome]")) { e.preventDefault(); send(form); $("#welcome").remove(); }
  else if (form.matches("[data-theme-form]")) {
    e.preventDefault();
    document.documentElement.dataset.theme = e.submitter.value;
    for (const b of $$("button", form)) b.setAttribute("aria-pressed", b === e.submitter);
    send(form, e.submitter).then(() => $(".view-body, .picture img") && location.reload(), unreachable);
  }
});

document.addEventListener("click", (e) => {
  if (e.metaKey || e.ctrlKey || e.shiftKey || e.button) return;
  const a = e.target.closest("a");
  if (!a) return;
  if (a.hasAttribute("data-cancel") && dialog.contains(a)) { e.preventDefault(); dialog.close(); }
  else if (a.hasAttribute("data-dialog")) { e.preventDefault(); openDialog(a.getAttribute("href")); }
  else if (a.hasAttribute("data-close-thread")) { e.preventDefault(); closeThread(true); }
  else if (a.dataset.thread && $("#panel")) {
    e.preventDefault();
    openThread(location.pathname + "?thread=" + a.dataset.thread, true);
  }
});

// sends reports whether a key sends what was typed.
function sends(e) {
  return e.key === "Enter" && !e.shiftKey && !e.isComposing && e.target.matches("form[data-say] textarea");
}

// The character of a key that sends may come by itself, when the box is empty already.
document.addEventListener("keypress", (e) => { if (sends(e)) e.preventDefault(); });

document.addEventListener("keydown", (e) => {
  const box = e.target;
  if (sends(e)) {
    e.preventDefault();
    box.form.requestSubmit();
  } else if (e.key === "Escape" && !dialog.open && !$("#sidebar:popover-open")) closeThread(true);
  else if ((e.key === "ArrowDown" || e.key === "ArrowUp") && box.matches(".rooms .room")) {
    const rooms = $$(".rooms .room");
    const next = rooms[rooms.indexOf(box) + (e.key === "ArrowDown" ? 1 : -1)];
    if (next) { e.preventDefault(); next.focus(); }
  }
});

document.addEventListener("input", (e) => {
  const box = e.target;
  if (box.dataset.filter) {
    const want = box.value.toLowerCase();
    for (const li of $$(`#${box.dataset.filter} > li`)) li.hidden = !li.dataset.name.toLowerCase().includes(want);
  } else if (box.form?.matches("[data-say]")) sessionStorage.setItem(draftKey(box.form), box.value);
});

// ---- The strategy map -------------------------------------------------------

// chainOf returns the cards that lead to a card or follow from it, itself included.
function chainOf(map, card) {
  const arrows = $$("g[data-from]", map).map((g) => g.dataset);
  const walk = (here, there) => {
    const seen = new Set([card]);
    for (const at of seen) for (const a of arrows) if (a[here] === at) seen.add(a[there]);
    return seen;
  };
  return { up: walk("to", "from"), down: walk("from", "to") };
}

// showChain lets all that is not on the way to or from a card stand back; without
// a card nothing does.
function showChain(map, card) {
  const { up, down } = card ? chainOf(map, card) : {};
  const on = ({ card: c, from, to }) => !card || (c ? up.has(c) || down.has(c) : (up.has(from) && up.has(to)) || (down.has(from) && down.has(to)));
  for (const g of $$("g[data-card], g[data-from]", map)) g.classList.toggle("aside", !on(g.dataset));
}

// showFirst brings the first card into the middle of a map that is wider than the
// screen, where it would be out of sight.
function showFirst(map) {
  const card = $("g[data-card]", map)?.getBoundingClientRect();
  const box = map.getBoundingClientRect();
  if (!card || card.right <= box.right) return;
  map.scrollLeft += card.left + card.width / 2 - box.left - box.width / 2;
  const ends = $$("g[data-lane] > text", map).map((t) => t.getBoundingClientRect().right - box.left);
  map.scrollLeft += Math.max(0, ...ends); // no word of a lane's question is cut in two
}

// nameLanes keeps the names of the lanes in sight where a map is scrolled sideways.
function nameLanes(map) {
  const names = document.createElement("div");
  names.className = "lane-names";
  names.ariaHidden = "true"; // the lanes themselves are read aloud
  for (const lane of $$("g[data-lane]", map)) names.appendChild(document.createElement("span")).textContent = lane.dataset.lane;
  map.prepend(names);
  const place = () => {
    const top = names.getBoundingClientRect().top;
    $$("g[data-lane] > rect:first-child", map).forEach((band, i) => (names.children[i].style.top = `${band.getBoundingClientRect().top - top}px`));
  };
  const moved = () => map.classList.toggle("moved", map.scrollLeft > 60);
  new ResizeObserver(place).observe(map);
  map.addEventListener("scroll", moved, { passive: true });
  place();
  moved();
}

for (const map of $$(".map-box")) {
  showFirst(map);
  nameLanes(map);
  const at = (e) => showChain(map, e.target.closest("g[data-card]")?.dataset.card);
  map.addEventListener("pointerover", at);
  map.addEventListener("pointerleave", () => showChain(map));
  map.addEventListener("focusin", at);
  map.addEventListener("focusout", () => showChain(map));
}

// Pictures are drawn by the server, which cannot see what the system prefers.
const dark = matchMedia("(prefers-color-scheme: dark)");
const tellScheme = () => (document.cookie = `throughline_scheme=${dark.matches ? "dark" : "light"}; path=/; samesite=strict; max-age=31536000`);
dark.addEventListener("change", tellScheme);
tellScheme();

prepareComposers(document);
$$(".log").forEach((log) => $$(":scope > li", log).forEach((li, i) => i && settle(li)));
document.getElementById(location.hash.slice(1))?.classList.add("changed");
if ($(".firstnew") && !location.hash) $(".firstnew").scrollIntoView({ block: "start" });
if (!location.hash) beginThread();
const say0 = $("#say");
if (say0?.dataset.draft !== undefined) {
  say0.focus();
  say0.setSelectionRange(say0.value.length, say0.value.length);
  history.replaceState({}, "", location.pathname); // so that reloading does not fill it in again
} else if (matchMedia("(min-width: 800px) and (pointer: fine)").matches) ($("#reply") || say0)?.focus({ preventScroll: true });
listen();
