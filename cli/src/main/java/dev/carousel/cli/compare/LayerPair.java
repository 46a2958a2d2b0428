package dev.carousel.cli.compare;

import dev.carousel.cli.compare.Report.Gate;
import dev.carousel.cli.compare.Report.Layer;
import dev.carousel.cli.compare.Report.State;
import dev.carousel.cli.compare.Report.StateUse;
import dev.carousel.cli.compare.Report.TimeScales;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A layer of one network and the one of the same name of the other.
 *
 * @param before null if the second network alone has it
 * @param after null if the first alone has it
 */
record LayerPair(@Nullable Layer before, @Nullable Layer after) {

  static List<LayerPair> of(List<Layer> before, List<Layer> after) {
    return Pairs.alike(before, after, (a, b) -> a.name().equals(b.name())).stream()
        .map(pair -> new LayerPair(pair.before(), pair.after()))
        .toList();
  }

  String name() {
    return before != null ? before.name() : after != null ? after.name() : "";
  }

  /** The states of the same name. */
  List<Pairs<State>> states() {
    return Pairs.alike(
        list(before, Layer::states),
        list(after, Layer::states),
        (a, b) -> a.state().equals(b.state()));
  }

  static String name(Pairs<State> pair) {
    State before = pair.before();
    State after = pair.after();
    return before != null ? before.state() : after != null ? after.state() : "";
  }

  List<Pairs<Gate>> gates() {
    return Pairs.alike(
        list(before, Layer::gates), list(after, Layer::gates), (a, b) -> a.gate().equals(b.gate()));
  }

  /** A figure of each of the two. */
  Pairs<Figure> figures(Function<Layer, Figure> figure) {
    return new Pairs<>(
        before == null ? Figure.NONE : figure.apply(before),
        after == null ? Figure.NONE : figure.apply(after));
  }

  static @Nullable TimeScales timeScales(Layer layer, String state) {
    return first(layer.timeScales(), scales -> scales.state().equals(state));
  }

  static @Nullable StateUse use(Layer layer, String state) {
    return first(layer.stateUse(), use -> use.state().equals(state));
  }

  private static <T> @Nullable T first(List<T> list, Function<T, Boolean> isWanted) {
    return list.stream().filter(isWanted::apply).findFirst().orElse(null);
  }

  private static <T> List<T> list(@Nullable Layer layer, Function<Layer, List<T>> part) {
    return layer == null ? List.of() : part.apply(layer);
  }
}
