package dev.carousel.train;

import dev.carousel.tensor.DoubleTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import dev.carousel.train.Checkpoint.ValidationPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parts of a checkpoint that grow with the run, as tensors in double precision: validations as
 * {@code history} [validations, 3], and the state of hooks as {@code hooks/INDEX/NAME} [numbers].
 * As JSON, they would exceed the maximum size of a file's header. The optimizer's numbers are here
 * too, as {@code numbers/NAME} [1].
 */
final class CheckpointSeries {
  private static final String HISTORY = "history";
  private static final String NUMBERS = "numbers/";
  private static final int COLUMNS = 3;

  private CheckpointSeries() {}

  private static String name(int hook, String memory) {
    return "hooks/" + hook + "/" + memory;
  }

  /** The tensors of a checkpoint's series by name. */
  static NamedTensors of(Checkpoint checkpoint) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put(HISTORY, history(checkpoint.history()));
    for (int i = 0; i < checkpoint.hooks().size(); i++) {
      int hook = i;
      checkpoint.hooks().get(i).forEach((memory, v) -> tensors.put(name(hook, memory), vector(v)));
    }
    checkpoint
        .optimizer()
        .numbers()
        .forEach((name, value) -> tensors.put(NUMBERS + name, vector(new double[] {value})));
    return new NamedTensors(tensors);
  }

  /** The optimizer's numbers; empty if the tensors hold something else under these names. */
  static Optional<Map<String, Double>> numbers(NamedTensors tensors) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (Map.Entry<String, Tensor> named : tensors.under(NUMBERS).asMap().entrySet()) {
      boolean isNumber = named.getValue() instanceof DoubleTensor && named.getValue().size() == 1;
      if (!isNumber || !Double.isFinite(named.getValue().get(0))) {
        return Optional.empty();
      }
      numbers.put(named.getKey(), named.getValue().get(0));
    }
    return Optional.of(numbers);
  }

  private static Tensor vector(double[] values) {
    DoubleTensor tensor = new DoubleTensor(values.length);
    System.arraycopy(values, 0, tensor.array(), 0, values.length);
    return tensor;
  }

  private static Tensor history(List<ValidationPoint> points) {
    DoubleTensor tensor = new DoubleTensor(points.size(), COLUMNS);
    int at = 0;
    for (ValidationPoint point : points) {
      tensor.array()[at++] = point.update();
      tensor.array()[at++] = point.trainLoss();
      tensor.array()[at++] = point.validLoss();
    }
    return tensor;
  }

  /** The validations; empty if the tensors hold something else under that name. */
  static Optional<List<ValidationPoint>> history(NamedTensors tensors) {
    if (!(tensors.asMap().get(HISTORY) instanceof DoubleTensor tensor)
        || tensor.rank() != 2
        || tensor.extent(1) != COLUMNS) {
      return Optional.empty();
    }
    List<ValidationPoint> points = new ArrayList<>();
    for (int i = 0; i < tensor.size(); i += COLUMNS) {
      double update = tensor.get(i);
      if (!(update >= 0 && update <= Long.MAX_VALUE && update == Math.rint(update))) {
        return Optional.empty();
      }
      points.add(new ValidationPoint((long) update, tensor.get(i + 1), tensor.get(i + 2)));
    }
    return Optional.of(points);
  }

  /**
   * The state of hooks; empty if the tensors hold something else under these names.
   *
   * @param names of each hook's state
   */
  static Optional<List<Map<String, double[]>>> hooks(
      NamedTensors tensors, List<List<String>> names) {
    List<Map<String, double[]>> hooks = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Map<String, double[]> memories = new LinkedHashMap<>();
      for (String memory : names.get(i)) {
        if (!(tensors.asMap().get(name(i, memory)) instanceof DoubleTensor tensor)
            || tensor.rank() != 1) {
          return Optional.empty();
        }
        memories.put(memory, tensor.array());
      }
      hooks.add(memories);
    }
    return Optional.of(hooks);
  }
}
