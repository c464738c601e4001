// What is shown: the plan, the time, the filters and what was picked.
const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const state = { plan: 0, hour: 0, playing: false, picked: null, filters: { nation: "", lift: "", mode: "", role: "", late: false } };
const LATE = new Set(["late", "short", "refused"]);
const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

const number = (value) => Math.round(value).toLocaleString("en-US");
const day = (value) => (value === null || value === undefined ? "never" : `C${value < 0 ? "-" : "+"}${Math.abs(value)}`);

function moment(hour) {
  const minutes = Math.round(hour * 60), whole = Math.floor(minutes / 1440), rest = minutes - 1440 * whole;
  const two = (value) => String(value).padStart(2, "0");
  return `C${whole < 0 ? "-" : "+"}${String(Math.abs(whole)).padStart(3, "0")} ${two(Math.floor(rest / 60))}:${two(rest % 60)}`;
}

function date(hour) {
  const found = new Date(Date.parse(plan().c_day + "T00:00:00Z") + Math.round(hour * 60) * 60000);
  const two = (value) => String(value).padStart(2, "0");
  return `${two(found.getUTCDate())}${two(found.getUTCHours())}${two(found.getUTCMinutes())} ${MONTHS[found.getUTCMonth()]} ${two(found.getUTCFullYear() % 100)}`;
}

function plan() { return data.plans[state.plan]; }

// Text in the way of zigzag base 32 differences (ground.py) back to flat x, y, x, y.
function decode(text) {
  const out = [];
  let at = 0, x = 0, y = 0;
  const next = () => {
    let value = 0, shift = 0, digit;
    do { digit = text.charCodeAt(at++) - 63; value += (digit & 31) * 2 ** shift; shift += 5; } while (digit >= 32);
    return value % 2 ? -(value + 1) / 2 : value / 2;
  };
  while (at < text.length) { x += next(); y += next(); out.push(x, y); }
  return out;
}

// An element with text or children; names and other data only ever become text nodes.
function make(name, attributes, ...children) {
  const space = ["svg", "g", "path", "line", "rect", "text", "title", "circle"].includes(name) ? "http://www.w3.org/2000/svg" : "http://www.w3.org/1999/xhtml";
  const node = document.createElementNS(space, name);
  for (const [key, value] of Object.entries(attributes || {})) node.setAttribute(key, value);
  for (const child of children) node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  return node;
}

function link(kind, id, words) {
  const node = make("button", { type: "button", class: "link" }, words === undefined ? id : words);
  node.addEventListener("click", () => pick(kind, id, true));
  return node;
}

function table(caption, head, rows, figures) {
  const cell = (kind, content, place) => {
    const node = make(kind, (figures || []).includes(place) ? { class: "n" } : {});
    node.append(content instanceof Node ? content : document.createTextNode(String(content)));
    if (kind === "th") node.setAttribute("scope", "col");
    return node;
  };
  const body = make("tbody");
  for (const row of rows) body.append(make("tr", row.mark ? { class: row.mark } : {}, ...row.cells.map((content, place) => cell("td", content, place))));
  return make("table", {}, make("caption", {}, caption), make("thead", {}, make("tr", {}, ...head.map((content, place) => cell("th", content, place)))), body);
}

// Read each plan once: tracks as polylines with their lengths, look-ups by name.
for (const one of data.plans) {
  one.lines = one.tracks.map((pieces) => {
    const line = pieces.map((text) => { const xy = decode(text), at = [0]; for (let i = 2; i < xy.length; i += 2) at.push(at[at.length - 1] + Math.hypot(xy[i] - xy[i - 2], xy[i + 1] - xy[i - 1])); return { xy, at, long: at[at.length - 1] }; });
    const path = new Path2D();
    for (const piece of line) for (let i = 0; i < piece.xy.length; i += 2) path[i ? "lineTo" : "moveTo"](piece.xy[i], piece.xy[i + 1]);
    return { pieces: line, long: line.reduce((sum, piece) => sum + piece.long, 0), path };
  });
  one.node = new Map(one.nodes.map((row) => [row.id, row]));
  one.uln = new Map(one.ulns.map((row) => [row.id, row]));
  one.mission = new Map(one.missions.map((row) => [row.id, row]));
  one.unit = new Map();
  for (const row of one.ulns) if (row.unit) one.unit.set(row.unit, { id: row.unit, whole: row.whole, ulns: [...(one.unit.get(row.unit)?.ulns || []), row] });
  for (const row of one.ulns) row.missions = [];
  for (const row of one.nodes) row.missions = [];
  for (const row of one.missions) {
    row.carries = new Set(row.loads.map((load) => load[0]));
    for (const uln of row.carries) one.uln.get(uln)?.missions.push(row);
    for (const node of new Set(row.stops.map((stop) => stop[0]))) one.node.get(node)?.missions.push(row);
    const ulns = [...row.carries].map((name) => one.uln.get(name)).filter(Boolean);
    row.nations = new Set([row.nation, ...ulns.map((uln) => uln.nation)]);
    row.roles = new Set(ulns.map((uln) => uln.role));
    row.late = ulns.some((uln) => LATE.has(uln.status));
    row.from = row.stops[0][3];
    row.to = row.stops[row.stops.length - 1][2];
  }
}

function passes(mission) {
  const want = state.filters;
  return (!want.nation || mission.nations.has(want.nation)) && (!want.lift || mission.lift === want.lift) && (!want.mode || mission.mode === want.mode) && (!want.role || mission.roles.has(want.role)) && (!want.late || mission.late);
}

function wanted(uln) {
  const want = state.filters;
  const carried = (!want.lift && !want.mode) || uln.missions.some((row) => (!want.lift || row.lift === want.lift) && (!want.mode || row.mode === want.mode));
  const nation = !want.nation || uln.nation === want.nation || uln.missions.some((row) => row.nation === want.nation);
  return carried && nation && (!want.role || uln.role === want.role) && (!want.late || LATE.has(uln.status));
}

// Whether a mission is what was picked, or carries it.
function chosen(mission) {
  const picked = state.picked;
  if (!picked || picked.kind === "node") return false;
  if (picked.kind === "unit") return (plan().unit.get(picked.id)?.ulns || []).some((row) => mission.carries.has(row.id));
  return picked.kind === "mission" ? mission.id === picked.id : mission.carries.has(picked.id);
}
