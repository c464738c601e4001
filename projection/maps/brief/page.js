// The controls, and the loop that lets time run.
const slider = byId("time"), clock = byId("clock"), now = byId("now");
let before = 0, told = 0, shown = 0, hold = null;

function redraw() { draw(); }

function setHour(hour, quiet) {
  state.hour = Math.min(Math.max(hour, Number(slider.min)), Number(slider.max));
  draw();
  if (!quiet || performance.now() - shown > 100) showHour();
  if (!quiet || performance.now() - told > 400) tell();
}

// The words of the time, ten times a second at most while it runs: the map needs the rest.
function showHour() {
  shown = performance.now();
  const words = `${moment(state.hour)}  ${date(state.hour)}`;
  slider.value = Math.round(state.hour);
  clock.textContent = words;
  slider.setAttribute("aria-valuetext", words);
}

function tell() {
  told = performance.now();
  const at = Math.floor(state.hour / 24), sums = Object.keys(UNITS).map((kind) => delivered(plan().curves[kind])[Math.min(at, plan().days - 1)] || 0);
  now.textContent = `${moment(state.hour)}: ${state.moving} ${state.moving === 1 ? "mission" : "missions"} under way, ${state.loaded} of them loaded; delivered by the end of the day ${number(sums[0])} st and ${number(sums[1])} people.`;
  moveCursors();
  if (byId("under").open) listMoving();
}

function listMoving() {
  const rows = plan().missions.filter((row) => passes(row) && standing(row, state.hour)?.at !== null && standing(row, state.hour));
  byId("moving").replaceChildren(...rows.slice(0, 100).map((row) => {
    const found = standing(row, state.hour);
    return make("li", {}, link("mission", row.id), ` ${row.lift}, ${nameOf(found.before ? found.before[0] : found.stop[0])} to ${nameOf(found.stop[0])}, ${amount(found.stop[6], found.stop[7])}, arrives ${moment(found.stop[2])}`);
  }));
}

function step(stamp) {
  if (!state.playing) return;
  const seconds = Math.min((stamp - before) / 1000, 0.25);
  before = stamp;
  if (state.hour >= Number(slider.max)) { play(false); return; }
  setHour(state.hour + seconds * 24 * Number(byId("speed").value), true);
  requestAnimationFrame(step);
}

function play(on) {
  state.playing = on;
  byId("play").textContent = on ? "Pause" : "Play";
  byId("play").setAttribute("aria-pressed", String(on));
  now.setAttribute("aria-live", on ? "off" : "polite");
  if (on) {
    if (state.hour >= Number(slider.max)) state.hour = Number(slider.min);
    before = performance.now();
    requestAnimationFrame(step);
  } else setHour(state.hour);
}

function refresh() {
  stale = true;
  setHour(state.hour);
  drawUlns();
  drawStory();
}

function choose(place) {
  state.plan = place;
  const one = plan();
  for (const key of ["title", "question", "answer", "standing", "stamp"]) byId(key).textContent = one[key];
  for (const node of document.querySelectorAll("[data-group]")) node.textContent = one.group;
  document.querySelector("#words pre").textContent = one.words;
  slider.min = Math.floor(Math.min(0, ...one.missions.map((row) => row.from)));
  slider.max = one.days * 24;
  drawCurves();
  drawTight();
  refresh();
}

function fill(id, values) {
  for (const value of [...new Set(values)].filter(Boolean).sort()) byId(id).append(make("option", { value }, value.replaceAll("_", " ")));
}

function search() {
  const asked = byId("search").value.trim().toLowerCase(), found = [];
  const add = (kind, id, words, text) => { if (text.toLowerCase().includes(asked)) found.push({ kind, id, words, exact: id.toLowerCase() === asked }); };
  if (asked) {
    for (const row of plan().ulns) add("uln", row.id, `ULN ${row.id}`, `${row.id} ${row.unit || ""} ${row.what || ""}`);
    for (const row of plan().unit.values()) add("unit", row.id, `unit ${row.id}`, row.id);
    for (const row of plan().nodes) add("node", row.id, `${row.name} (${row.id})`, `${row.id} ${row.name}`);
    for (const row of plan().missions) add("mission", row.id, `mission ${row.id}`, `${row.id} ${row.fleet}`);
  }
  found.sort((a, b) => Number(b.exact) - Number(a.exact));
  byId("many").textContent = asked ? `${found.length} found` : "";
  byId("found").replaceChildren(...found.slice(0, 12).map((row) => make("li", {}, link(row.kind, row.id, row.words))));
  return found;
}

function setView(name) {
  if (name === "in") zoom(1.5);
  else if (name === "out") zoom(1 / 1.5);
  else if (name === "all") frameAll();
  else frame(...data.ground.frames[name]);
  redraw();
}

function listen() {
  byId("play").addEventListener("click", () => play(!state.playing));
  slider.addEventListener("input", () => setHour(Number(slider.value)));
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("filters").addEventListener("change", filter);
  byId("filters").addEventListener("reset", () => setTimeout(() => { filter(); search(); }));
  byId("search").addEventListener("input", search);
  byId("search").addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const found = search();
    if (found.length) pick(found[0].kind, found[0].id, true);
  });
  byId("under").addEventListener("toggle", listMoving);
  for (const one of document.querySelectorAll("[data-view]")) one.addEventListener("click", () => setView(one.dataset.view));
  new ResizeObserver(() => { size(); redraw(); }).observe(canvas);
  window.addEventListener("beforeprint", () => { byId("table").open = true; byId("words").open = true; });
  listenToMap();
}

function filter() {
  for (const key of ["nation", "lift", "mode", "role"]) state.filters[key] = byId(key).value;
  state.filters.late = byId("late").checked;
  refresh();
}

function listenToMap() {
  const pointer = (event) => { const box = canvas.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };
  canvas.addEventListener("pointerdown", (event) => { hold = { from: pointer(event), last: pointer(event), moved: false }; canvas.setPointerCapture(event.pointerId); });
  canvas.addEventListener("pointermove", (event) => {
    const [x, y] = pointer(event);
    if (!hold) { canvas.style.cursor = near(x, y) ? "pointer" : "grab"; return; }
    if (Math.hypot(x - hold.from[0], y - hold.from[1]) > 4) hold.moved = true;
    if (!hold.moved) return;
    view.x -= (x - hold.last[0]) / view.scale;
    view.y -= (y - hold.last[1]) / view.scale;
    hold.last = [x, y];
    stale = true;
    redraw();
  });
  canvas.addEventListener("pointerup", (event) => {
    const found = hold && !hold.moved ? near(...pointer(event)) : null;
    hold = null;
    if (found) pick(found.kind, found.id, false);
  });
  canvas.addEventListener("pointercancel", () => { hold = null; });
  canvas.addEventListener("wheel", (event) => { event.preventDefault(); zoom(Math.exp(-event.deltaY / 400), ...pointer(event)); redraw(); }, { passive: false });
  canvas.addEventListener("keydown", (event) => {
    const far = 60 / view.scale, moves = { ArrowLeft: [-far, 0], ArrowRight: [far, 0], ArrowUp: [0, -far], ArrowDown: [0, far] };
    if (moves[event.key]) { view.x += moves[event.key][0]; view.y += moves[event.key][1]; stale = true; redraw(); }
    else if (event.key === "+" || event.key === "=") setView("in");
    else if (event.key === "-") setView("out");
    else if (event.key === " ") play(!state.playing);
    else return;
    event.preventDefault();
  });
}

function start() {
  const every = (of) => data.plans.flatMap(of);
  fill("nation", every((one) => one.missions.flatMap((row) => [...row.nations])));
  fill("lift", every((one) => one.missions.map((row) => row.lift)));
  fill("mode", every((one) => one.missions.map((row) => row.mode)));
  fill("role", every((one) => one.ulns.map((row) => row.role)));
  byId("key").textContent = "Solid: by sea, dashed: by air; filled: loaded, hollow: empty; red rim: carries what is late or short. Grey land: airspace shut. Click for a story.";
  if (data.plans.length > 1) {
    byId("plans").hidden = false;
    data.plans.forEach((one, place) => {
      const radio = make("input", { type: "radio", name: "plan", value: place });
      radio.checked = place === 0;
      radio.addEventListener("change", () => choose(place));
      byId("plans").append(make("label", {}, radio, ` ${"AB"[place]}: ${one.name}`));
    });
  }
  listen();
  size();
  frameAll();
  choose(0);
  drawDifference();
  document.body.dataset.ready = Math.round(performance.now());
}

start();
