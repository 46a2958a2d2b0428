package dev.carousel.benchmarks.forecast;

/**
 * What every network is given, so that outcomes can be compared.
 *
 * @param units of its one layer
 * @param batch rows of an update
 * @param updates the most of them
 */
record Budget(int units, int batch, long updates) {
  /** How often validation looks whether the network has learnt, in updates. */
  static final long LOOK = 100;

  static final String OPTIMIZER = "adam:lr=0.005";
  static final String HOOK = "clip-norm:max=1";

  /** Sequences that training takes, all of them fresh. */
  long sequences() {
    return batch * updates;
  }

  /** As a reader is told it. */
  String words() {
    return units
        + " units, up to "
        + updates
        + " updates of "
        + batch
        + " fresh sequences, `"
        + OPTIMIZER
        + "`, `"
        + HOOK
        + "`";
  }
}
