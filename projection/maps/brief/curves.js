// The closure curve and the bottlenecks, beside the map.
const WIDE = 380, HIGH = 150, LEFT = 52, FOOT = 18, HEAD = 6;
const UNITS = { stons: "Cargo, short tons", people: "People" };
let cursors = [];

const delivered = (curve) => curve.due.map((_, i) => curve.sea[i] + curve.air[i] + curve.land[i]);

function drawCurves() {
  cursors = [];
  byId("curves").replaceChildren(...Object.keys(UNITS).map(curveOf));
  moveCursors();
}

function curveOf(kind) {
  const own = plan().curves[kind], other = data.plans[1 - state.plan]?.curves[kind];
  const total = delivered(own), days = Math.max(1, ...data.plans.map((one) => one.days));
  const top = Math.max(1, ...own.due, ...total, ...(other ? delivered(other) : []));
  const x = (value) => LEFT + (WIDE - LEFT - 6) * value / days, y = (value) => HEAD + (HIGH - HEAD - FOOT) * (1 - value / top);
  const steps = (values) => values.map((value, i) => `H${x(i).toFixed(1)}V${y(value).toFixed(1)}`).join("") + `H${x(days).toFixed(1)}`;
  const last = total.length - 1;
  const said = `${UNITS[kind]}: due ${number(own.due[last] || 0)}, delivered ${number(total[last] || 0)}, overdue at the end ${number(own.overdue[last] || 0)}`;
  const svg = make("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img", "aria-label": said }, make("title", {}, said));
  let low = own.due.map(() => 0);
  for (const mode of ["sea", "air", "land"]) {
    const high = low.map((value, i) => value + own[mode][i]);
    const back = [...low.keys()].reverse().map((i) => `V${y(low[i]).toFixed(1)}H${x(i).toFixed(1)}`).join("");
    if (own[mode][last] > 0) svg.append(make("path", { d: `M${x(0)} ${y(0)}${steps(high)}${back}Z`, fill: data.colours[mode], "fill-opacity": 0.75 }));
    low = high;
  }
  if (other) svg.append(make("path", { d: `M${x(0)} ${y(0)}${steps(delivered(other))}`, fill: "none", stroke: "#6a3d9a", "stroke-width": 1.6, "stroke-dasharray": "5 3" }));
  svg.append(make("path", { d: `M${x(0)} ${y(0)}${steps(own.due)}`, fill: "none", stroke: "#1a1a1a", "stroke-width": 1.8 }));
  const late = own.overdue.map((value, i) => own.due[i] - value);
  if (own.overdue.some((value) => value > 0)) svg.append(make("path", { d: `M${x(0)} ${y(0)}${steps(late)}`, fill: "none", stroke: data.colours.late, "stroke-width": 1.4, "stroke-dasharray": "2 2" }));
  for (let i = 0; i <= days; i += days > 90 ? 30 : days > 30 ? 10 : 5) svg.append(make("text", { x: x(i), y: HIGH - 4, "text-anchor": i + 3 > days ? "end" : "middle" }, day(i)));
  for (const share of [0, 0.5, 1]) svg.append(make("text", { x: LEFT - 4, y: y(top * share) + 4, "text-anchor": "end" }, number(top * share)));
  svg.append(make("line", { x1: LEFT, x2: WIDE - 6, y1: y(0), y2: y(0), stroke: "#808080" }));
  const cursor = make("line", { y1: HEAD, y2: HIGH - FOOT, stroke: "#0057b8", "stroke-width": 1.4 });
  svg.append(cursor);
  cursors.push({ cursor, x, days });
  const key = ["sea", "air", "land"].filter((mode) => own[mode][last] > 0).map((mode) => `${mode} delivered`);
  const lines = ["black line: due", ...(own.overdue.some((value) => value > 0) ? ["dotted: due less overdue"] : []), ...(other ? ["dashed: the other plan"] : [])];
  const legend = make("p", { class: "quiet" });
  key.forEach((text, i) => { const box = make("span", {}, "■ "); box.style.color = data.colours[text.split(" ")[0]]; legend.append(box, text, i < key.length - 1 ? ", " : "; "); });
  legend.append(lines.join("; "));
  return make("div", {}, make("h3", {}, UNITS[kind]), svg, make("p", {}, said.split(": ")[1]), legend);
}

function moveCursors() {
  for (const { cursor, x, days } of cursors) {
    const at = x(Math.min(Math.max(state.hour / 24, 0), days)).toFixed(1);
    cursor.setAttribute("x1", at);
    cursor.setAttribute("x2", at);
  }
}

function peak(row) { return `${number(row.used)} of ${number(row.limit)} ${row.unit} on ${day(row.day)}`; }

function placeOf(id) { return plan().node.has(id) ? link("node", id, plan().node.get(id).name) : id; }

// What one unit more gives, in the words of projection explain, where that was asked.
function gains() {
  const one = plan();
  if (!one.gains) return [make("p", { class: "quiet" }, "What one unit more would give is not here: projection explain computes it for the next page.")];
  if (!one.gains.length) return [];
  const list = make("ol", {}, ...one.gains.map((words) => make("li", {}, words)));
  const how = one.exact ? "solved again with the unit" : "searched again with and without the unit in the time given; more may be there";
  return [make("h3", {}, "One unit more"), list, make("p", { class: "quiet" }, `Gains in weighted ston-days; ${how}.`)];
}

function drawTight() {
  const busy = plan().tight.filter((row) => row.busy > 0), shown = busy.slice(0, 12);
  const rows = shown.map((row) => ({ cells: [make("span", {}, placeOf(row.place), ` ${row.rule.replaceAll("_", " ")}`), row.busy, row.when, peak(row)] }));
  const found = [rows.length ? table("Limits used to 90 % or more", ["where", "days", "when", "worst"], rows, [1]) : make("p", {}, "No limit is used to 90 % on any day.")];
  if (busy.length > shown.length) found.push(make("p", { class: "quiet" }, `and ${busy.length - shown.length} more: see utilisation.csv`));
  byId("tight").replaceChildren(...gains(), ...found);
}
