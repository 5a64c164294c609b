// The review as a file: saved for `contract-scan scan --decisions FILE`, loaded from one, or printed as a dossier.
class Exchange {
  constructor(review, fileName) {
    this.review = review;
    this.fileName = fileName;
    this.input = part(review.root, "file");
    this.input.addEventListener("change", () => this.load());
  }

  save() {
    const text = `${JSON.stringify(this.review.record.asFile(), null, 1)}\n`;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = this.fileName;
    link.click();
    // Not at once: the browser may not have begun to read it.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    const { open } = this.review.decisions.tally();
    this.review.saved = true;
    this.review.tell(say("saved", { file: this.fileName }) + (open ? ` ${say("left_out", { count: open })}` : ""));
  }

  choose() {
    this.input.click();
  }

  async load() {
    const [file] = this.input.files;
    this.input.value = "";
    if (!file) return;
    const data = await file.text().then(JSON.parse).then(checked, () => null);
    if (data === null) {
      this.review.tell(say("not_loaded", { file: file.name, schema: GIVEN.schema }));
      return;
    }
    const { answers, findings } = this.review.take(data);
    const strangers = data.findings.filter((entry) => !this.review.decisions.items.has(entry.finding)).length;
    const parts = [say("loaded", { answers, findings })];
    if (strangers) parts.push(say("strangers", { count: strangers }));
    if (data.document.sha256 !== this.review.record.document.sha256) parts.push(say("other_draft"));
    this.review.tell(parts.join(" "));
    this.review.changed();
  }
}
