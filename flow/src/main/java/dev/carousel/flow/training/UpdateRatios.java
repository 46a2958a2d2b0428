package dev.carousel.flow.training;

import dev.carousel.spi.UpdateHook;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import dev.carousel.train.TrainingListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records at intervals by how much an update changes each parameter: the norm of the change over
 * that of the parameter. About 1e-3 is usual; with much more, training may be unstable, and with
 * much less, nothing is learnt. In longer runs the intervals are longer. Changes nothing.
 */
public final class UpdateRatios implements TrainingListener {
  /** The maximum number of updates. */
  static final int MOST = 200;

  private final Thinned<Point> points;
  private @Nullable NamedTensors before;

  /**
   * One update.
   *
   * @param update its index, from 0
   * @param ratios of each parameter; infinite if it was zero
   */
  public record Point(long update, Map<String, Double> ratios) {}

  /**
   * @param every the number of updates between two that are recorded
   */
  public UpdateRatios(int every) {
    points = new Thinned<>(every, MOST);
  }

  @Override
  public void hooked(UpdateHook.Update update) {
    before = points.takes(update.index()) ? update.parameters().copy() : null;
  }

  @Override
  public void stepped(long update, NamedTensors parameters) {
    NamedTensors known = before;
    if (known == null) {
      return;
    }
    Map<String, Double> ratios = new LinkedHashMap<>();
    known.forEach(
        (name, old) -> {
          Tensor change = parameters.get(name).copy();
          change.addScaled(-1, old);
          ratios.put(name, Math.sqrt(change.sumOfSquares() / old.sumOfSquares()));
        });
    points.add(update, new Point(update, ratios));
    before = null;
  }

  /** The record so far. */
  public List<Point> points() {
    return points.points();
  }

  /** The indices of the recorded updates. */
  public List<Long> updates() {
    return points().stream().map(Point::update).toList();
  }

  /** For each parameter its ratios, one for each of {@link #updates()}; infinite if it was zero. */
  public Map<String, List<Double>> ratios() {
    return byParameter(points());
  }

  /** For each parameter its ratios, one for each point; NaN where a point has none for it. */
  public static Map<String, List<Double>> byParameter(List<Point> points) {
    Map<String, List<Double>> ratios = new LinkedHashMap<>();
    points.forEach(point -> point.ratios().keySet().forEach(n -> ratios.put(n, new ArrayList<>())));
    points.forEach(
        point ->
            ratios.forEach((name, all) -> all.add(point.ratios().getOrDefault(name, Double.NaN))));
    return ratios;
  }
}
