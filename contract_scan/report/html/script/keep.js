// Keeping the review in the browser: only after the reviewer asked for it, and gone when it is taken back.
class Keep {
  constructor(review, given) {
    this.review = review;
    this.given = JSON.stringify(given);
    this.box = part(review.root, "keep");
    this.name = `contract-scan/${review.record.document.sha256}`;
    this.box.addEventListener("change", () => this.toggled());
  }

  /**
   * Take up what was kept earlier. If it was begun from the same decisions as the page was given, it stands alone, so
   * that what was taken back stays so; otherwise the later of both wins. A browser may forbid storage altogether.
   */
  restore() {
    /** @type {any} */
    let stored = null;
    try {
      stored = JSON.parse(localStorage.getItem(this.name) ?? "null");
    } catch {
      return;
    }
    const kept = checked(stored?.file);
    this.box.checked = kept !== null;
    if (kept === null) return;
    if (stored.given === this.given) this.review.record.clear();
    this.review.record.merge(kept);
  }

  toggled() {
    const { review } = this;
    if (this.box.checked) {
      if (this.write()) review.tell(say("kept"));
    } else {
      localStorage.removeItem(this.name);
      review.tell(say("not_kept"));
    }
  }

  /** Write the review if it may be kept; says whether it now is. */
  write() {
    if (!this.box.checked) return false;
    try {
      localStorage.setItem(this.name, JSON.stringify({ given: this.given, file: this.review.record.asFile() }));
      return true;
    } catch {
      this.box.checked = false;
      this.review.tell(say("cannot_keep"));
      return false;
    }
  }
}
