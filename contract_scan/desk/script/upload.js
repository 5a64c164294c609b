// Files dropped or chosen, sent one by one; each with a line that says how far it is.
const UNSENT = "contract-scan/unsent";
const FULL = 429; // so many wait already: this one waits here
class Upload {
  /** `place` is where a drop is taken: the box itself, or the whole page where there is but one box. */
  constructor(root, place) {
    this.root = root;
    this.list = root.querySelector(".incoming");
    this.jobs = new Map();
    this.sent = 0;
    this.sending = 0;
    this.unsent = [];
    if (root.dataset.progress) this.recall();
    if (root.dataset.working) this.resume();
    for (const input of root.querySelectorAll("input[type=file]")) {
      input.addEventListener("change", () => {
        this.take([...input.files]);
        input.value = "";
      });
    }
    for (const name of ["dragover", "dragenter"]) {
      place.addEventListener(name, (event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        root.classList.add("over");
      });
    }
    place.addEventListener("dragleave", (event) => {
      if (!place.contains(event.relatedTarget)) root.classList.remove("over");
    });
    place.addEventListener("drop", async (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      root.classList.remove("over");
      this.take(await dropped(event.dataTransfer));
    });
  }

  /** Send files one after another; hidden files of a folder are left out, as on the command line. */
  async take(files) {
    const wanted = files.filter((file) => !/^(\.|~\$)/.test(file.name));
    const lines = wanted.map((file) => this.line(file.name));
    this.sending += 1;
    for (const [index, file] of wanted.entries()) await this.send(file, lines[index]);
    this.sending -= 1;
    if (this.root.dataset.progress) this.follow();
    else if (this.address && !this.unsent.length) location.assign(this.address);
  }

  /** Show again what could not be sent before the list was fetched anew: nowhere else does it stand. */
  recall() {
    const kept = keptInTab(UNSENT);
    for (const [name, text, address] of kept) {
      if (address) this.offer(this.line(name), text, address);
      else this.say(this.line(name), text, true);
    }
    keepInTab(UNSENT, []);
  }

  /** Show what of ours is still being read, since this page was left or loaded anew. */
  async resume() {
    const told = await ask(this.root.dataset.progress).catch(() => ({ jobs: [] }));
    for (const job of told.jobs) {
      if (!job.own || job.over || this.jobs.has(job.number)) continue;
      this.sent += 1;
      this.watch(job.number, this.line(job.name));
    }
  }

  /** Fetch the list anew, and take along what could not be sent; not while that would lose a line. */
  renew() {
    if (!this.unsent.length || keepInTab(UNSENT, this.unsent)) location.reload();
  }

  line(name) {
    const line = document.createElement("li");
    const title = document.createElement("bdi");
    title.textContent = name;
    const state = document.createElement("span");
    state.className = "state";
    state.textContent = this.root.dataset.waiting;
    line.append(title, " ", state);
    this.list.append(line);
    return line;
  }

  say(line, text, failed = false) {
    line.querySelector(".state").textContent = text;
    line.classList.toggle("failed", failed);
  }

  async send(file, line) {
    if (file.size > Number(this.root.dataset.largest) * 1e6) {
      this.lose(line, this.root.dataset.tooLarge);
      return;
    }
    this.say(line, this.root.dataset.sending);
    try {
      const told = await this.post(file, line);
      if (told.copy) {
        this.unsent.push([file.name, told.copy, told.address]);
        this.offer(line, told.copy, told.address);
        return;
      }
      this.sent += 1;
      this.address = told.address;
      if (!this.root.dataset.progress) this.say(line, this.root.dataset.done);
      else if (told.job) this.watch(told.job, line);
      else this.open(line, told.address);
    } catch (error) {
      this.lose(line, error instanceof Refused ? error.message : this.root.dataset.failed);
    }
  }

  /** Send a file; where as many wait as may, wait here until there is room. */
  async post(file, line) {
    const name = encodeURIComponent(file.name.toWellFormed?.() ?? file.name);
    const headers = { Accept: "application/json", "X-File-Name": name };
    for (;;) {
      try {
        return await answered(await fetch(this.root.dataset.upload, { method: "POST", headers, body: file }));
      } catch (error) {
        if (!(error instanceof Refused) || error.status !== FULL) throw error;
        this.say(line, this.root.dataset.waiting);
        await pause(3000);
      }
    }
  }

  lose(line, text) {
    this.unsent.push([line.querySelector("bdi").textContent, text]);
    this.say(line, text, true);
  }

  watch(job, line) {
    const bar = document.createElement("progress");
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", line.querySelector("bdi").textContent);
    const cancel = document.createElement("button");
    cancel.type = "button";
    cancel.className = "quiet";
    cancel.textContent = this.root.dataset.cancel;
    cancel.setAttribute("aria-label", `${this.root.dataset.cancel}: ${bar.getAttribute("aria-label")}`);
    cancel.addEventListener("click", () => ask(`${this.root.dataset.progress}/${job}/cancel`, {}));
    line.append(" ", bar, " ", cancel);
    this.jobs.set(job, line);
    this.follow();
  }

  /** Ask how far they are until all are over; then the list below is fetched anew. */
  async follow() {
    if (this.following) return;
    this.following = true;
    while (this.jobs.size) {
      await pause(400);
      const asked = [...this.jobs.keys()]; // what is sent while the desk answers is not in its answer
      const told = await ask(this.root.dataset.progress).catch(() => null);
      if (!told) continue;
      for (const job of told.jobs) this.show(job);
      const numbers = new Set(told.jobs.map((job) => job.number));
      for (const number of asked) if (!numbers.has(number)) this.jobs.delete(number); // the desk was started anew
    }
    this.following = false;
    if (this.sent && !this.sending) this.renew();
  }

  show(job) {
    const line = this.jobs.get(job.number);
    if (!line) return;
    this.say(line, job.text, job.failed);
    line.querySelector("progress").value = job.share;
    if (!job.over) return;
    line.querySelector("progress").remove();
    line.querySelector("button").remove();
    this.jobs.delete(job.number);
    if (job.address) this.open(line, job.address);
  }

  /** Say what a file is that was not taken in, with where to go on with it. */
  offer(line, text, address) {
    this.open(line, address);
    line.querySelector(".state").prepend(`${text} `);
  }

  open(line, address) {
    const link = document.createElement("a");
    link.href = address;
    link.textContent = this.root.dataset.open;
    line.querySelector(".state").replaceChildren(link);
  }
}

/** Return the files that were dropped, those in folders too. */
async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files];
  const found = await Promise.all(entries.map(filesIn));
  return found.flat();
}

async function filesIn(entry) {
  if (entry.isFile) return [await new Promise((resolve, reject) => entry.file(resolve, reject))];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) return found;
    for (const one of some) found.push(...(await filesIn(one)));
  }
}

const boxes = [...document.querySelectorAll("[data-upload]")];
const uploads = boxes.map((box) => new Upload(box, boxes.length === 1 ? document : box));
// What was not sent yet is nowhere but on this page.
addEventListener("beforeunload", (event) => {
  if (uploads.some((upload) => upload.sending)) event.preventDefault();
});
