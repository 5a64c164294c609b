// Files dropped or chosen, sent one by one; each with a line that says how far it is.
class Upload {
  constructor(root) {
    this.root = root;
    this.list = root.querySelector(".incoming");
    this.jobs = new Map();
    this.sent = 0;
    for (const input of root.querySelectorAll("input[type=file]")) {
      input.addEventListener("change", () => {
        this.take([...input.files]);
        input.value = "";
      });
    }
    for (const name of ["dragover", "dragenter"]) {
      root.addEventListener(name, (event) => {
        event.preventDefault();
        root.classList.add("over");
      });
    }
    root.addEventListener("dragleave", (event) => {
      if (!root.contains(event.relatedTarget)) root.classList.remove("over");
    });
    root.addEventListener("drop", async (event) => {
      event.preventDefault();
      root.classList.remove("over");
      this.take(await dropped(event.dataTransfer));
    });
  }

  /** Send files one after another; hidden files of a folder are left out, as on the command line. */
  async take(files) {
    const wanted = files.filter((file) => !/^(\.|~\$)/.test(file.name));
    const lines = wanted.map((file) => this.line(file.name));
    for (const [index, file] of wanted.entries()) await this.send(file, lines[index]);
    this.follow();
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
      this.say(line, this.root.dataset.tooLarge, true);
      return;
    }
    this.say(line, this.root.dataset.sending);
    try {
      const headers = { Accept: "application/json", "X-File-Name": encodeURIComponent(file.name) };
      const told = await answered(await fetch(this.root.dataset.upload, { method: "POST", headers, body: file }));
      this.sent += 1;
      if (!this.root.dataset.progress) location.assign(told.address);
      else if (told.job) this.watch(told.job, line);
      else this.open(line, told.address);
    } catch (error) {
      this.say(line, error instanceof Refused ? error.message : this.root.dataset.failed, true);
    }
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
      const told = await ask(this.root.dataset.progress).catch(() => null);
      for (const job of told?.jobs ?? []) this.show(job);
    }
    this.following = false;
    const failed = this.list.querySelector(".failed");
    if (this.sent && this.root.dataset.progress && !failed) location.reload();
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

for (const root of document.querySelectorAll("[data-upload]")) new Upload(root);
