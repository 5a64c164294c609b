// While a document is being read: how far it is, and its page as soon as it is there.
const root = elementFor("[data-reading]");

async function follow() {
  const number = Number(root.dataset.number);
  const bar = elementFor("progress", root);
  for (;;) {
    const told = await ask(root.dataset.reading).catch(() => ({ jobs: [] }));
    const job = told.jobs.find((one) => one.number === number);
    if (!job || job.over) {
      location.reload();
      return;
    }
    root.querySelector("[data-part=how-far]").textContent = job.text;
    bar.value = job.share;
    await pause(400);
  }
}

if (root) {
  root.querySelector("[data-part=cancel]").addEventListener("click", () => {
    ask(`${root.dataset.reading}/${root.dataset.number}/cancel`, {});
  });
  pause(Number(root.dataset.number) ? 0 : 1500).then(follow);
}
