package dev.carousel.cli.diagnose;

import dev.carousel.flow.FlowReport;

/**
 * One network and how its gradient flows.
 *
 * @param cell as a user writes it: {@code lstm:forget-bias=1}
 * @param parameters the number of all its parameters
 * @param updates that it was trained for; 0 for none
 * @param validLoss its mean loss on the validation part; NaN if it was not trained or nothing is
 *     held back
 * @param flow what was measured
 */
record Run(String cell, long parameters, long updates, double validLoss, FlowReport flow) {
  boolean trained() {
    return updates > 0;
  }
}
