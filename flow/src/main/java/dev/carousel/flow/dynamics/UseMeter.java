package dev.carousel.flow.dynamics;

import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.StateSpec;
import dev.carousel.flow.internal.Without;
import dev.carousel.spi.GradientPath;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * Measures the use of a layer's gates and states, and the time-scales that follow, along recorded
 * data.
 */
final class UseMeter {
  /** The smallest factor that counts; smaller ones are replaced by it. */
  private static final double LEAST_CARRY = 1e-30;

  private UseMeter() {}

  static List<GateUse> gates(LayerRecording recording) {
    List<GateUse> found = new ArrayList<>();
    ForwardPass pass = recording.everyStepAlone();
    for (String gate : recording.program().gates()) {
      Tensor values = pass.observed(gate);
      found.add(
          new GateUse(
              gate,
              meanByUnit(recording, values, value -> value),
              meanByUnit(recording, values, value -> value < GateUse.SHUT ? 1 : 0),
              meanByUnit(recording, values, value -> value > GateUse.OPEN ? 1 : 0)));
    }
    pass.release();
    return List.copyOf(found);
  }

  /** Of the states that have a path without matrix products. */
  static List<TimeScales> timeScales(LayerRecording recording) {
    List<TimeScales> found = new ArrayList<>();
    ForwardPass pass = recording.everyStepAlone();
    int rows = recording.steps() * recording.rows();
    for (StateSpec state : recording.specs()) {
      NamedTensors ones = onesFor(state, recording.specs(), rows, recording.precision());
      Without carousel = new Without(GradientPath.PRODUCTS, layer -> true, gradient -> {});
      Tensor factors = pass.backward(null, ones, carousel).initialStates().get(state.name());
      if (factors.sumOfSquares() > 0) {
        double[] logs =
            meanByUnit(
                recording, factors, value -> Math.log(Math.max(LEAST_CARRY, Math.abs(value))));
        for (int unit = 0; unit < logs.length; unit++) {
          logs[unit] = Math.exp(logs[unit]);
        }
        found.add(new TimeScales(state.name(), logs));
      }
    }
    pass.release();
    return List.copyOf(found);
  }

  private static NamedTensors onesFor(
      StateSpec state, List<StateSpec> all, int rows, Precision precision) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (StateSpec spec : all) {
      Tensor tensor = precision.zeros(rows, spec.size());
      tensor.fill(spec.equals(state) ? 1 : 0);
      tensors.put(spec.name(), tensor);
    }
    return new NamedTensors(tensors);
  }

  static List<StateUse> states(LayerRecording recording) {
    List<StateUse> found = new ArrayList<>();
    for (StateSpec spec : recording.specs()) {
      Tensor history = recording.after(spec.name());
      double[] norms = norms(recording, history);
      found.add(
          new StateUse(
              spec.name(),
              meanByUnit(recording, history, value -> value < StateUse.LOW ? 1 : 0),
              meanByUnit(recording, history, value -> value > StateUse.HIGH ? 1 : 0),
              ranges(recording, history),
              norms,
              drift(Arrays.copyOf(norms, recording.commonSteps()))));
    }
    return List.copyOf(found);
  }

  /** The mean norm at each step, over the rows that have it. */
  private static double[] norms(LayerRecording recording, Tensor history) {
    int rows = history.extent(1);
    int size = history.extent(2);
    double[] norms = new double[history.extent(0)];
    for (int place = 0; place < norms.length * rows; place++) {
      if (!recording.isReal(place)) {
        continue;
      }
      int step = place / rows;
      long having = IntStream.of(recording.lengths()).filter(length -> length > step).count();
      double sum = 0;
      for (int i = 0; i < size; i++) {
        double value = history.get(place * size + i);
        sum += value * value;
      }
      norms[step] += Math.sqrt(sum) / having;
    }
    return norms;
  }

  private static double drift(double[] norms) {
    int from = norms.length / 2;
    SimpleRegression line = new SimpleRegression();
    for (int step = from; step < norms.length; step++) {
      line.addData(step, norms[step]);
    }
    double mean = StatUtils.mean(norms, from, norms.length - from);
    return mean > 0 && line.getN() > 1 ? line.getSlope() / mean : 0;
  }

  private static double[] ranges(LayerRecording recording, Tensor history) {
    int size = history.extent(history.rank() - 1);
    double[] ranges = new double[size];
    for (int unit = 0; unit < size; unit++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (int i = unit; i < history.size(); i += size) {
        if (recording.isReal(i / size)) {
          low = Math.min(low, history.get(i));
          high = Math.max(high, history.get(i));
        }
      }
      ranges[unit] = high - low;
    }
    return ranges;
  }

  /** The mean over all real steps of all rows of a function of each unit's value. */
  private static double[] meanByUnit(
      LayerRecording recording, Tensor values, DoubleUnaryOperator function) {
    int size = values.extent(values.rank() - 1);
    double[] means = new double[size];
    int places = IntStream.of(recording.lengths()).sum();
    for (int i = 0; i < values.size(); i++) {
      if (recording.isReal(i / size)) {
        means[i % size] += function.applyAsDouble(values.get(i));
      }
    }
    for (int unit = 0; unit < size; unit++) {
      means[unit] /= places;
    }
    return means;
  }
}
