package dev.carousel.cli.compare;

import dev.carousel.cli.diagnose.report.LabSections.Dynamics;
import dev.carousel.cli.diagnose.report.LabSections.Gate;
import dev.carousel.cli.diagnose.report.LabSections.StateUsed;
import dev.carousel.cli.diagnose.report.LabSections.TimeScale;
import dev.carousel.cli.diagnose.report.Report.Layer;
import dev.carousel.cli.diagnose.report.Report.State;
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
    return Pairs.alike(gates(before), gates(after), (a, b) -> a.gate().equals(b.gate()));
  }

  /** A figure of each of the two. */
  Pairs<Figure> figures(Function<Layer, Figure> figure) {
    return new Pairs<>(
        before == null ? Figure.NONE : figure.apply(before),
        after == null ? Figure.NONE : figure.apply(after));
  }

  private static List<Gate> gates(@Nullable Layer layer) {
    Dynamics found = layer == null ? null : layer.dynamics();
    return orEmpty(found == null ? null : found.gates());
  }

  static @Nullable TimeScale timeScale(Layer layer, String state) {
    Dynamics found = layer.dynamics();
    return first(
        orEmpty(found == null ? null : found.timeScales()), scale -> scale.state().equals(state));
  }

  static @Nullable StateUsed use(Layer layer, String state) {
    Dynamics found = layer.dynamics();
    return first(
        orEmpty(found == null ? null : found.stateUse()), use -> use.state().equals(state));
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  private static <T> @Nullable T first(List<T> list, Function<T, Boolean> isWanted) {
    return list.stream().filter(isWanted::apply).findFirst().orElse(null);
  }

  private static <T> List<T> list(@Nullable Layer layer, Function<Layer, List<T>> part) {
    return layer == null ? List.of() : part.apply(layer);
  }
}
