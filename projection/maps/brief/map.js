// The map: land, lanes and places on a sheet below that is drawn when the view changes, missions above it each frame.
const canvas = byId("map"), pen = canvas.getContext("2d", { alpha: false });
const below = document.createElement("canvas"), brush = below.getContext("2d", { alpha: false });
const SHAPES = { airfield: "circle", seaport: "square", site: "diamond" };
const view = { x: 0, y: 0, scale: 1, ratio: 1, wide: 1, high: 1 };
const land = new Map(Object.entries(data.ground.land).map(([code, rings]) => [code, pathOf(rings)]));
const globe = pathOf([data.ground.outline]);
let stale = true, spots = [], places = [];

function pathOf(rings) {
  const path = new Path2D();
  for (const ring of rings) {
    const xy = decode(ring);
    for (let i = 0; i < xy.length; i += 2) path[i ? "lineTo" : "moveTo"](xy[i], xy[i + 1]);
    path.closePath();
  }
  return path;
}

function size() {
  view.ratio = Math.min(window.devicePixelRatio || 1, 2);
  const wide = canvas.clientWidth || 960;
  view.scale *= wide / view.wide;
  view.wide = wide;
  view.high = canvas.clientHeight || 540;
  for (const one of [canvas, below]) { one.width = Math.round(view.wide * view.ratio); one.height = Math.round(view.high * view.ratio); }
  stale = true;
}

function frame(left, top, right, bottom) {
  view.scale = Math.min(view.wide / (right - left), view.high / (bottom - top));
  view.x = (left + right) / 2;
  view.y = (top + bottom) / 2;
  stale = true;
}

function frameAll() {
  let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
  const hold = (x, y) => { left = Math.min(left, x); right = Math.max(right, x); top = Math.min(top, y); bottom = Math.max(bottom, y); };
  for (const one of data.plans) {
    for (const row of one.nodes) hold(row.x, row.y);
    for (const row of one.missions) for (const stop of row.stops) if (stop[4] >= 0 && stop[6] + stop[7] > 0) for (const piece of one.lines[stop[4]].pieces) for (let i = 0; i < piece.xy.length; i += 2) hold(piece.xy[i], piece.xy[i + 1]);
  }
  if (left > right) [left, top, right, bottom] = [-9000, -8000, 9000, 3000];
  const pad = 0.03 * (right - left) + 150, edge = data.ground.edge[1];
  frame(left - pad, Math.max(top - pad, edge - pad), right + pad, bottom + pad);
  view.y = Math.max(view.y, edge - pad + view.high / (2 * view.scale));
}

function zoom(by, x, y) {
  const next = Math.min(Math.max(view.scale * by, 0.015), 2.5);
  const px = x === undefined ? view.wide / 2 : x, py = y === undefined ? view.high / 2 : y;
  view.x += (px - view.wide / 2) * (1 / view.scale - 1 / next);
  view.y += (py - view.high / 2) * (1 / view.scale - 1 / next);
  view.scale = next;
  stale = true;
}

const across = (x) => (x - view.x) * view.scale + view.wide / 2;
const down = (y) => (y - view.y) * view.scale + view.high / 2;

function onPlane(pencil) {
  const k = view.scale * view.ratio;
  pencil.setTransform(k, 0, 0, k, view.ratio * (view.wide / 2 - view.x * view.scale), view.ratio * (view.high / 2 - view.y * view.scale));
}
const onScreen = (pencil) => pencil.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);

function drawBelow() {
  onScreen(brush);
  brush.fillStyle = "#ffffff";
  brush.fillRect(0, 0, view.wide, view.high);
  onPlane(brush);
  brush.lineWidth = 0.6 / view.scale;
  brush.strokeStyle = "#b9b4a8";
  brush.fillStyle = "#eaf0f4";
  brush.fill(globe);
  const shut = plan().shut;
  for (const [code, path] of land) {
    brush.fillStyle = shut[code] === "shut" ? "#cfc9bd" : shut[code] === "part" ? "#e2ddd2" : "#f7f5f0";
    brush.fill(path, "evenodd");
    brush.stroke(path);
  }
  drawLanes();
  onScreen(brush);
  drawPassages(drawPlaces());
  stale = false;
}

function drawLanes() {
  const sums = new Map();
  for (const row of plan().missions) if (passes(row)) for (const stop of row.stops) if (stop[4] >= 0 && stop[6] + stop[7] > 0) sums.set(stop[4], [(sums.get(stop[4])?.[0] || 0) + stop[6], row.mode]);
  const most = Math.max(1, ...[...sums.values()].map((sum) => sum[0]));
  brush.globalAlpha = 0.45;
  for (const [place, [stons, mode]] of [...sums].sort((a, b) => b[1][0] - a[1][0])) {
    brush.lineWidth = (0.8 + 4 * Math.sqrt(stons / most)) / view.scale;
    brush.strokeStyle = data.colours[mode];
    brush.setLineDash(mode === "air" ? [7 / view.scale, 3 / view.scale] : []);
    brush.stroke(plan().lines[place].path);
  }
  brush.setLineDash([]);
  brush.globalAlpha = 1;
}

function mark(pencil, shape, x, y, r) {
  pencil.beginPath();
  if (shape === "circle") pencil.arc(x, y, r, 0, 7);
  else if (shape === "square") pencil.rect(x - r * 0.9, y - r * 0.9, 1.8 * r, 1.8 * r);
  else { pencil.moveTo(x, y - 1.25 * r); pencil.lineTo(x + 1.25 * r, y); pencil.lineTo(x, y + 1.25 * r); pencil.lineTo(x - 1.25 * r, y); pencil.closePath(); }
}

// Write a name right of a point, or left of it at the map's edge, where no other name stands.
function label(taken, text, spot, gap, y, bold) {
  brush.font = `${bold ? "600 " : ""}12px system-ui, "Segoe UI", "Noto Sans", sans-serif`;
  const wide = brush.measureText(text).width, x = spot + gap + wide > view.wide ? spot - gap - wide : spot + gap;
  const box = [x, y - 8, x + wide + 2, y + 8];
  if (taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) return;
  taken.push(box);
  brush.lineWidth = 3;
  brush.strokeStyle = "rgba(255,255,255,0.85)";
  brush.fillStyle = "#1a1a1a";
  brush.strokeText(text, x, y + 4);
  brush.fillText(text, x, y + 4);
}

function drawPassages(taken) {
  for (const row of plan().passages) {
    const x = across(row.x), y = down(row.y);
    brush.strokeStyle = data.colours.late;
    brush.lineWidth = 3;
    brush.beginPath();
    brush.moveTo(x - 5, y - 5); brush.lineTo(x + 5, y + 5); brush.moveTo(x + 5, y - 5); brush.lineTo(x - 5, y + 5);
    brush.stroke();
    label(taken, `${row.name}: ${row.words}`, x, 9, y, false);
  }
}

function drawPlaces() {
  const most = Math.max(1, ...plan().nodes.map((row) => row.stons + row.people / 10)), names = [];
  places = [];
  for (const row of [...plan().nodes].sort((a, b) => b.stons + b.people / 10 - a.stons - a.people / 10)) {
    const x = across(row.x), y = down(row.y), r = 2.5 + 6 * Math.sqrt((row.stons + row.people / 10) / most);
    if (x < -20 || y < -20 || x > view.wide + 20 || y > view.high + 20) continue;
    places.push({ kind: "node", id: row.id, x, y, r });
    mark(brush, SHAPES[row.kind] || "circle", x, y, r);
    brush.fillStyle = "#ffffff";
    brush.strokeStyle = "#1a1a1a";
    brush.lineWidth = 1.4;
    brush.fill();
    brush.stroke();
    names.push([row.name, x, r + 3, y]);
  }
  const taken = [];
  for (const name of names) label(taken, ...name, true);
  return taken;
}

// Where a mission is at an hour: on a leg with its share of the way, or at a stop; null before and after.
function standing(mission, hour) {
  if (hour < mission.from || hour > mission.to) return null;
  for (let i = 1; i < mission.stops.length; i++) {
    const start = mission.stops[i - 1][3], end = mission.stops[i][2];
    if (hour < start) return { stop: mission.stops[i - 1], at: null };
    if (hour <= end) return { stop: mission.stops[i], before: mission.stops[i - 1], at: end > start ? (hour - start) / (end - start) : 1 };
  }
  return null;
}

function along(line, share) {
  let left = share * line.long;
  for (const piece of line.pieces) {
    if (left > piece.long) { left -= piece.long; continue; }
    let i = 1;
    while (i < piece.at.length - 1 && piece.at[i] < left) i++;
    const step = piece.at[i] - piece.at[i - 1] || 1, t = (left - piece.at[i - 1]) / step, xy = piece.xy;
    const dx = xy[2 * i] - xy[2 * i - 2], dy = xy[2 * i + 1] - xy[2 * i - 1];
    return { x: xy[2 * i - 2] + t * dx, y: xy[2 * i - 1] + t * dy, turn: Math.atan2(dy, dx) };
  }
  const last = line.pieces[line.pieces.length - 1].xy;
  return { x: last[last.length - 2], y: last[last.length - 1], turn: 0 };
}

function draw() {
  if (stale) drawBelow();
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.drawImage(below, 0, 0);
  drawPicked();
  onScreen(pen);
  spots = [];
  let moving = 0, loaded = 0;
  for (const row of plan().missions) {
    if (!passes(row)) continue;
    const found = standing(row, state.hour);
    if (!found || found.at === null || found.stop[4] < 0 || !plan().lines[found.stop[4]].pieces.length) continue;
    const spot = along(plan().lines[found.stop[4]], found.at), full = found.stop[6] + found.stop[7] > 0;
    moving += 1;
    loaded += full;
    drawMission(row, across(spot.x), down(spot.y), spot.turn, full);
  }
  state.moving = moving;
  state.loaded = loaded;
}

function drawMission(row, x, y, turn, full) {
  if (x < -20 || y < -20 || x > view.wide + 20 || y > view.high + 20) return;
  spots.push({ kind: "mission", id: row.id, x, y, r: 7 });
  const picked = chosen(row);
  const c = Math.cos(turn), s = Math.sin(turn), put = (dx, dy) => [x + dx * c - dy * s, y + dx * s + dy * c];
  const outline = row.mode === "air" ? [[9, 0], [-6, -6], [-3, 0], [-6, 6]] : [[9, 0], [4, -4], [-8, -4], [-8, 4], [4, 4]];
  pen.beginPath();
  outline.forEach((point, i) => pen[i ? "lineTo" : "moveTo"](...put(...point)));
  pen.closePath();
  pen.fillStyle = full ? data.colours[row.mode] : "#ffffff";
  pen.strokeStyle = row.late ? data.colours.late : picked ? "#000000" : full ? "#ffffff" : data.colours[row.mode];
  pen.lineWidth = row.late || picked ? 2.4 : 1.2;
  pen.fill();
  pen.stroke();
}

function drawPicked() {
  const rows = plan().missions.filter((row) => chosen(row) && passes(row));
  onPlane(pen);
  pen.strokeStyle = "#000000";
  pen.lineWidth = 2 / view.scale;
  for (const row of rows) for (const stop of row.stops) if (stop[4] >= 0) { pen.globalAlpha = stop[6] + stop[7] > 0 ? 0.9 : 0.25; pen.stroke(plan().lines[stop[4]].path); }
  pen.globalAlpha = 1;
  const node = state.picked && state.picked.kind === "node" && plan().node.get(state.picked.id);
  if (!node) return;
  onScreen(pen);
  pen.beginPath();
  pen.arc(across(node.x), down(node.y), 13, 0, 7);
  pen.lineWidth = 3;
  pen.stroke();
}

function near(x, y) {
  const far = (row) => Math.hypot(row.x - x, row.y - y);
  const found = [...spots, ...places].filter((row) => far(row) < row.r + 6).sort((a, b) => far(a) - far(b));
  return found[0] || null;
}
