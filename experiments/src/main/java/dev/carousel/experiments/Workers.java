package dev.carousel.experiments;

/** What makes trials on this machine. */
public enum Workers {
  /** Threads of one process, which share its heap. */
  THREADS("thread", "threads"),
  /** A process for each trial, with a heap of its own. */
  PROCESSES("process", "processes");

  private final String one;
  private final String several;

  Workers(String one, String several) {
    this.one = one;
    this.several = several;
  }

  /** So many of them, in words. */
  String count(int number) {
    return number + " " + (number == 1 ? one : several);
  }
}
