// At the desk nothing is saved to a file by hand; the files to take along stand on the page "Files and more".
class Exchange {
  constructor(..._given) {}
  save() {}
  choose() {}
}
