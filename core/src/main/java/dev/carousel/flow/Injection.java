package dev.carousel.flow;

import dev.carousel.data.Chunk;
import dev.carousel.data.Targets;
import dev.carousel.model.NetworkPass;
import dev.carousel.spi.StateGradient;
import dev.carousel.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A loss put in at one step of each row, and the norms of the gradients that it sends back.
 *
 * @param reverse whether it is put in where layers that read from the end have their last step: at
 *     step 0, and measured in those layers; else at each row's last step, measured in the others
 */
record Injection(Chunk chunk, NetworkPass pass, boolean reverse) {

  void collect(List<StateSamples> samples) {
    Map<String, double[]> norms = new HashMap<>();
    for (StateSamples state : samples) {
      norms.put(state.key(), new double[chunk.steps() * chunk.rows()]);
    }
    pass.backward(injected(), gradient -> record(gradient, norms));
    for (StateSamples state : samples) {
      double[] own = norms.get(state.key());
      if (own != null && state.layer().reverse() == reverse) {
        for (int row = 0; row < chunk.rows(); row++) {
          if (chunk.length(row) > 0) {
            state.add(path(own, row));
          }
        }
      }
    }
  }

  /** Each row has cells of its own: threads do not meet. */
  private void record(StateGradient gradient, Map<String, double[]> norms) {
    double[] own = norms.get(StateSamples.key(gradient.layer(), gradient.state()));
    if (own != null) {
      for (int row = 0; row < gradient.rows(); row++) {
        own[gradient.time() * chunk.rows() + gradient.firstRow() + row] = gradient.rowNorm(row);
      }
    }
  }

  /** The norms of one row by lag, from the injected step on. */
  private double[] path(double[] norms, int row) {
    int length = chunk.length(row);
    double[] path = new double[length];
    for (int lag = 0; lag < length; lag++) {
      int time = reverse ? lag : length - 1 - lag;
      path[lag] = norms[time * chunk.rows() + row];
    }
    return path;
  }

  /** The loss's gradient with everything taken out but one step of each row. */
  private Tensor injected() {
    Tensor gradients = pass.lossGradients();
    if (chunk.targets().moment() == Targets.Moment.EVERY_STEP) {
      int size = gradients.extent(2);
      for (int i = 0; i < gradients.size(); i++) {
        int place = i / size;
        int row = place % chunk.rows();
        int step = reverse ? 0 : chunk.length(row) - 1;
        if (place / chunk.rows() != step) {
          gradients.set(i, 0);
        }
      }
    }
    return gradients;
  }
}
