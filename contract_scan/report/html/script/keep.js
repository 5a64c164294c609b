// Keeping the review in the browser: only after the reviewer asked for it, and gone when it is taken back.
class Keep {
  constructor(review) {
    this.review = review;
    this.box = part(review.root, "keep");
    this.name = `contract-scan/${review.record.document.sha256}`;
    this.box.addEventListener("change", () => this.toggled());
  }

  /** Return what was kept earlier, or null. A browser may forbid storage altogether: then nothing was kept. */
  restore() {
    try {
      const kept = checked(JSON.parse(localStorage.getItem(this.name)));
      this.box.checked = kept !== null;
      return kept;
    } catch {
      return null;
    }
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
      localStorage.setItem(this.name, JSON.stringify(this.review.record.asFile()));
      return true;
    } catch {
      this.box.checked = false;
      this.review.tell(say("cannot_keep"));
      return false;
    }
  }
}
