// Stories of a place, a mission or a ULN; the table of requirements; the difference of two plans.
const nameOf = (id) => plan().node.get(id)?.name || id;

function pick(kind, id, tell) {
  state.picked = { kind, id };
  drawStory();
  if (tell) byId("story").focus({ preventScroll: false });
  redraw();
}

function drawStory() {
  const picked = state.picked;
  if (!picked) return;
  const tellers = { node: [plan().node, placeStory], mission: [plan().mission, missionStory], uln: [plan().uln, ulnStory], unit: [plan().unit, unitStory] };
  const [known, tell] = tellers[picked.kind];
  const row = known.get(picked.id);
  byId("story").dataset.told = "";
  const parts = row ? tell(row) : [make("p", {}, `${picked.id} is not in this plan.`)];
  byId("story").replaceChildren(make("h2", {}, row ? heading(picked.kind, row) : picked.id), ...parts);
}

function heading(kind, row) {
  if (kind === "node") return `${row.name} (${row.id})`;
  return { mission: `Mission ${row.id}`, unit: `Unit ${row.id}` }[kind] || row.id;
}

const amount = (stons, people) => [stons > 0.5 ? `${number(stons)} st` : "", people > 0.5 ? `${number(people)} people` : ""].filter(Boolean).join(", ") || "empty";

function missionStory(row) {
  const stops = row.stops.map((stop) => ({ cells: [link("node", stop[0], nameOf(stop[0])), stop[1], moment(stop[2]), moment(stop[3]), amount(stop[6], stop[7])] }));
  const loads = row.loads.map((load) => ({ cells: [link("uln", load[0]), load[1], nameOf(load[2]), nameOf(load[3]), amount(load[4], load[5])] }));
  const far = row.stops.reduce((sum, stop) => sum + stop[5], 0);
  return [
    make("p", {}, `${row.lift} of ${row.nation}, fleet ${row.fleet}, number ${row.tail}, by ${row.mode}; ${number(far)} nm, ${moment(row.from)} to ${moment(row.to)} (${date(row.from)} to ${date(row.to)}).${row.late ? " Carries a ULN that is late or short." : ""}`),
    table("Stops", ["place", "for", "arrives", "leaves", "on board before"], stops, []),
    loads.length ? table("Load", ["ULN", "class", "from", "to", "amount"], loads, []) : make("p", {}, "Carries no load."),
  ];
}

function ulnStory(row) {
  const parts = [make("p", {}, `${row.what || "No description"}; ${row.nation}, ${(row.role || "").replaceAll("_", " ")}, priority ${row.priority}.`)];
  if (row.origin || row.dest) {
    const way = make("p", {}, `Available C+${row.ald}${row.origin ? " at " : " from stocks"}`);
    if (row.origin) way.append(link("node", row.origin, nameOf(row.origin)));
    way.append(", required at ", link("node", row.dest, nameOf(row.dest)), ` by ${day(row.rdd)}.`);
    parts.push(way);
  }
  const end = make("p", {}, `Delivered ${number(row.stons[0])} of ${number(row.stons[1])} st and ${number(row.people[0])} of ${number(row.people[1])} people; closes ${day(row.closes)}: `, make("span", LATE.has(row.status) ? { class: "bad" } : {}, row.status), row.why ? `. Why: ${row.why}` : ".");
  parts.push(end);
  if (row.waits.length) parts.push(make("h3", {}, "What the last of it waited for"), make("ol", {}, ...row.waits.map((words) => make("li", {}, words))));
  if (row.unit) parts.push(make("p", {}, "Of unit ", link("unit", row.unit), row.whole ? `, ${row.whole}.` : "."));
  if (row.feeds) parts.push(make("p", {}, `Goes into the account ${row.feeds}.`));
  const went = row.went.map((move) => ({ cells: [`${day(move[0])} to ${day(move[1])}`, nameOf(move[2]), nameOf(move[3]), amount(move[4], move[5])] }));
  const lifts = row.missions.map((mission) => ({ cells: [link("mission", mission.id), mission.lift, loadTimes(mission, row.id), amount(...carried(mission, row.id))] }));
  const came = row.came.filter((line) => line[2] === "dest").map((line) => ({ cells: [day(line[0]), nameOf(line[1]), amount(line[3], line[4])] }));
  if (lifts.length) parts.push(table("Missions", ["mission", "lift", "loaded to landed", "amount"], lifts, []));
  if (went.length) parts.push(table("Over land", ["days", "from", "to", "amount"], went, []));
  if (came.length) parts.push(table("Delivered", ["day", "place", "amount"], came, []));
  return parts;
}

const carried = (mission, uln) => mission.loads.filter((load) => load[0] === uln).reduce((sum, load) => [sum[0] + load[4], sum[1] + load[5]], [0, 0]);

function loadTimes(mission, uln) {
  const load = mission.loads.find((row) => row[0] === uln);
  const on = mission.stops.find((stop) => stop[0] === load[2]), off = mission.stops.find((stop) => stop[0] === load[3] && stop[2] > (on ? on[2] : 0));
  return on && off ? `${moment(on[3])} to ${moment(off[2])}` : `${nameOf(load[2])} to ${nameOf(load[3])}`;
}

function unitStory(row) {
  const sum = (kind, place) => row.ulns.reduce((total, uln) => total + uln[kind][place], 0);
  const ulns = row.ulns.map((uln) => ({ cells: [link("uln", uln.id), uln.what || "", day(uln.rdd), day(uln.closes), make("span", LATE.has(uln.status) ? { class: "bad" } : {}, uln.status)] }));
  return [
    make("p", {}, `${row.ulns.length} ULNs${row.whole ? `, ${row.whole}` : ""}; delivered ${number(sum("stons", 0))} of ${number(sum("stons", 1))} st and ${number(sum("people", 0))} of ${number(sum("people", 1))} people.`),
    table("Its ULNs", ["ULN", "what", "due", "closes", "status"], ulns, []),
  ];
}

function placeStory(row) {
  const parts = [make("p", {}, `${row.kind[0].toUpperCase()}${row.kind.slice(1)}, ${row.nation}. Handles ${amount(row.stons, row.people)}${row.roles.length ? `; used for ${row.roles.join(", ")}` : ""}.`)];
  const limits = plan().tight.filter((line) => line.place === row.id).map((line) => ({ cells: [line.rule.replaceAll("_", " "), peak(line), line.busy ? line.when : "no day"] }));
  const calls = row.missions.filter(passes).flatMap((mission) => mission.stops.filter((stop) => stop[0] === row.id).map((stop) => ({ hour: stop[2], cells: [link("mission", mission.id), stop[1], moment(stop[2]), amount(stop[6], stop[7])] })));
  calls.sort((a, b) => a.hour - b.hour);
  const ulns = plan().ulns.filter((uln) => uln.dest === row.id || uln.origin === row.id).map((uln) => ({ cells: [link("uln", uln.id), uln.dest === row.id ? "arrives" : "leaves", day(uln.closes), uln.status] }));
  if (limits.length) parts.push(table("Limits", ["rule", "worst day", "at 90 % or more"], limits, []));
  if (ulns.length) parts.push(table("ULNs", ["ULN", "", "closes", "status"], ulns.slice(0, 60), []));
  if (calls.length) parts.push(table(`Calls (${calls.length})`, ["mission", "for", "arrives", "on board before"], calls.slice(0, 60), []));
  if (calls.length > 60) parts.push(make("p", { class: "quiet" }, "The first 60 are shown; missions.csv has all."));
  return parts;
}

function drawUlns() {
  const rows = plan().ulns.filter(wanted), other = data.plans[1 - state.plan];
  const head = ["ULN", "what", "nation", "role", "priority", "due", "closes", "stons", "people", "status", "why", ...(other ? ["in the other plan"] : [])];
  const lines = rows.map((row) => {
    const there = other?.uln.get(row.id), said = there ? `${there.status}, closes ${day(there.closes)}` : "not there";
    const cells = [link("uln", row.id), row.what || "", row.nation, (row.role || "").replaceAll("_", " "), row.priority, day(row.rdd), day(row.closes), row.stons.map(number).join(" / "), row.people.map(number).join(" / "), make("span", LATE.has(row.status) ? { class: "bad" } : {}, row.status), row.why];
    const same = there && there.status === row.status && there.closes === row.closes;
    return { cells: other ? [...cells, said] : cells, mark: other && !same ? "changed" : "" };
  });
  byId("ulns").replaceChildren(table(`${rows.length} of ${plan().ulns.length} ULNs; delivered / required`, head, lines, [4, 5, 6, 7, 8]));
}

function drawDifference() {
  if (data.plans.length < 2) return;
  const count = (one, status) => one.ulns.filter((row) => row.status === status).length;
  const sum = (one, kind) => one.ulns.reduce((total, row) => total + row[kind][0], 0);
  const last = (one) => Math.max(...one.ulns.map((row) => (row.closes === null ? -Infinity : row.closes)));
  const measures = [
    ["on time", (one) => count(one, "on time")], ["late", (one) => count(one, "late")], ["short", (one) => count(one, "short")],
    ["refused", (one) => count(one, "refused")], ["stons delivered", (one) => sum(one, "stons")], ["people delivered", (one) => sum(one, "people")],
    ["missions", (one) => one.missions.length], ["last ULN that closes", last], ["weighted ston-days", (one) => one.objective],
  ];
  const say = (value) => (typeof value === "number" && Number.isFinite(value) ? number(value) : "none");
  const rows = measures.map(([name, of]) => {
    const [a, b] = data.plans.map(of), both = [a, b].every((value) => typeof value === "number" && Number.isFinite(value));
    return { cells: [name, say(a), say(b), both ? (b - a > 0 ? "+" : "") + number(b - a) : ""], mark: a === b ? "" : "changed" };
  });
  const box = byId("difference");
  box.hidden = false;
  box.replaceChildren(make("h2", {}, "The two plans"), table("Measures side by side", ["measure", `A: ${data.plans[0].name}`, `B: ${data.plans[1].name}`, "B less A"], rows, [1, 2, 3]));
}
