package dev.carousel.experiments.statistics;

/** Differences of textbooks. Their results are printed by {@code golden/statistics_golden.py}. */
final class References {
  private References() {}

  /** Nine patients before and after a treatment: Hollander and Wolfe (1973), p. 29. */
  static double[] depression() {
    double[] before = {1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30};
    double[] after = {0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29};
    for (int i = 0; i < before.length; i++) {
      before[i] -= after[i];
    }
    return before;
  }

  /** Darwin's maize in eighths of an inch, as Fisher (1935) tested it. */
  static double[] maize() {
    return new double[] {49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48};
  }

  /** Additional hours of sleep: Student (1908). Two are equal, and one is 0. */
  static double[] sleep() {
    return new double[] {1.2, 2.4, 1.3, 1.3, 0, 1.0, 1.8, 0.8, 4.6, 1.4};
  }

  static double[] five() {
    return new double[] {0.31, -0.127, 0.7093, 1.9411, 0.4517};
  }
}
