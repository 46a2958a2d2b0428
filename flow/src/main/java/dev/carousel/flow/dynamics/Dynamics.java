package dev.carousel.flow.dynamics;

import dev.carousel.data.Chunk;
import dev.carousel.data.Inputs;
import dev.carousel.data.Part;
import dev.carousel.engine.PassSize;
import dev.carousel.engine.StateSpec;
import dev.carousel.error.CarouselException;
import dev.carousel.flow.internal.Measured;
import dev.carousel.model.Carry;
import dev.carousel.model.Layer;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkPass;
import dev.carousel.tensor.NamedTensors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.jspecify.annotations.Nullable;

/**
 * Measures the states of a network's layers along real data, from zero states. The measurements are
 * Lyapunov exponents, singular values of products of Jacobian matrices, the use of gates and
 * states, and the time-scales of units. Runs on the network's own engine and changes nothing.
 *
 * <p>Rows may have different lengths. Gates, states and time-scales are means over all real steps
 * of all rows. Products of Jacobian matrices, and the drift of a state's norm, use only the steps
 * that all rows have. Otherwise, the spread of exponents would include that of the lengths, and a
 * drift would jump where a row ends.
 */
public final class Dynamics {
  /** The largest joint state whose Jacobian matrices are decomposed. */
  public static final int LARGEST_SPECTRUM = 256;

  /** The number of decomposed rows: decompositions are slow, and rows give similar results. */
  private static final int DECOMPOSED_ROWS = 2;

  /** The numbers of steps over which Jacobian matrices are multiplied. */
  private static final int[] LAGS = {1, 2, 5, 10, 20, 50, 100};

  private Dynamics() {}

  /**
   * Measures all recurrent layers.
   *
   * @return one for each, in the order of {@link Network#recurrentLayers()}
   * @throws CarouselException if the part is empty
   */
  public static List<LayerDynamics> measure(
      Network network, NamedTensors parameters, Part part, DynamicsSettings settings) {
    return ofLayers(
        network,
        parameters,
        part,
        settings,
        (name, recording) -> of(name, recording, settings.lyapunov()));
  }

  /**
   * Measures the use of gates and the time-scales of all recurrent layers: much faster than all of
   * {@link #measure}.
   *
   * @param settings of which the exponents' are not used
   * @return one for each, in the order of {@link Network#recurrentLayers()}
   * @throws CarouselException if the part is empty
   */
  public static List<LayerUse> uses(
      Network network, NamedTensors parameters, Part part, DynamicsSettings settings) {
    return ofLayers(
        network,
        parameters,
        part,
        settings,
        (name, recording) ->
            new LayerUse(name, UseMeter.timeScales(recording), UseMeter.gates(recording)));
  }

  private static <T> List<T> ofLayers(
      Network network,
      NamedTensors parameters,
      Part part,
      DynamicsSettings settings,
      BiFunction<String, LayerRecording, T> measure) {
    if (part.symbols() == 0) {
      throw CarouselException.failure("There is no data to measure the network's states on.")
          .mend("use some for validation (--valid), or name other data")
          .build();
    }
    Chunk chunk = Measured.epoch(part, settings.rows(), settings.steps(), settings.seed()).chunk(0);
    NetworkPass pass = network.bind(parameters).forward(chunk, Carry.zero());
    List<T> found = new ArrayList<>();
    for (int i = 0; i < network.recurrentLayers().size(); i++) {
      Layer layer = network.recurrentLayers().get(i);
      LayerRecording recording = record(layer, layer.own(parameters), pass.layerInput(i), chunk);
      found.add(measure.apply(layer.name(), recording));
    }
    pass.release();
    return List.copyOf(found);
  }

  /**
   * The memory of the largest part of it, in bytes: Jacobian matrices over many steps of one layer.
   * Their passes, one for each number of steps, are kept until the layer is done.
   *
   * @param steps of the sequences
   */
  public static long memory(Layer layer, int steps) {
    int size = layer.program().states().stream().mapToInt(StateSpec::size).sum();
    long bytes = 0;
    for (int lag : LAGS) {
      if (size > 0 && size <= LARGEST_SPECTRUM && lag <= steps) {
        PassSize pass = new PassSize(lag, DECOMPOSED_ROWS * size, false, true, 0);
        bytes += layer.program().memory(pass).pass();
      }
    }
    return bytes;
  }

  /**
   * Rows that have steps: the real ones come first, in the order in which the layer takes them;
   * what comes after them is the row's first step again, to be left out.
   */
  private static LayerRecording record(Layer layer, NamedTensors own, Inputs input, Chunk chunk) {
    int[] rows = IntStream.range(0, chunk.rows()).filter(row -> chunk.length(row) > 0).toArray();
    int[] lengths = IntStream.of(rows).map(chunk::length).toArray();
    int longest = IntStream.of(lengths).max().orElse(0);
    int[][] steps = IntStream.of(rows).mapToObj(chunk::realSteps).toArray(int[][]::new);
    Inputs inOrder =
        input.gather(
            longest,
            rows.length,
            place -> {
              int[] real = steps[place % rows.length];
              int step = inOrder(place / rows.length, real.length, layer.reverse());
              return real[step] * input.rows() + rows[place % rows.length];
            });
    return LayerRecording.of(layer.program(), own, inOrder, lengths);
  }

  private static int inOrder(int step, int length, boolean isReverse) {
    if (step >= length) {
      return 0;
    }
    return isReverse ? length - 1 - step : step;
  }

  static LayerDynamics of(String name, LayerRecording recording, LyapunovSettings settings) {
    return new LayerDynamics(
        name,
        lyapunov(recording.common(), settings),
        spectra(recording.common().firstRows(DECOMPOSED_ROWS)),
        UseMeter.timeScales(recording),
        UseMeter.gates(recording),
        UseMeter.states(recording));
  }

  private static @Nullable Lyapunov lyapunov(LayerRecording recording, LyapunovSettings settings) {
    boolean isLong = recording.stateSize() > 0 && recording.steps() > settings.warmUp();
    return isLong ? LyapunovMeter.measure(recording, settings) : null;
  }

  /** Singular values over the last steps, when the states have settled. */
  private static List<JacobianSpectrum> spectra(LayerRecording recording) {
    List<JacobianSpectrum> found = new ArrayList<>();
    int size = recording.stateSize();
    for (int lag : LAGS) {
      if (size > 0 && size <= LARGEST_SPECTRUM && lag <= recording.steps()) {
        RealMatrix[] products = JacobianProduct.of(recording, recording.steps() - lag, lag);
        found.add(new JacobianSpectrum(lag, geometricMeans(products, size)));
      }
    }
    return List.copyOf(found);
  }

  private static double[] geometricMeans(RealMatrix[] matrices, int size) {
    double[] means = new double[size];
    for (RealMatrix matrix : matrices) {
      double[] values = new SingularValueDecomposition(matrix).getSingularValues();
      for (int i = 0; i < size; i++) {
        means[i] += Math.log(values[i]) / matrices.length;
      }
    }
    for (int i = 0; i < size; i++) {
      means[i] = Math.exp(means[i]);
    }
    return means;
  }
}
