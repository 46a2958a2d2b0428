package dev.carousel.cli.compare;

import dev.carousel.cli.diagnose.report.Report.Finding;
import dev.carousel.cli.diagnose.report.Report.Network;
import dev.carousel.cli.diagnose.report.Report.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A network in the first report and the one in the second that it is held against.
 *
 * @param before the first
 * @param after the second
 * @param match why these two
 */
record NetworkPair(Network before, Network after, Match match) {

  /** Why two networks are held against each other. */
  enum Match {
    /** Both reports have the cell, written alike. */
    CELL,
    /** They are at the same place among those whose cell one report alone has. */
    POSITION
  }

  /** All pairs: by cell as far as that goes, then by position among those left. */
  static List<NetworkPair> of(List<Network> before, List<Network> after) {
    List<NetworkPair> pairs = new ArrayList<>();
    List<Network> left = new ArrayList<>();
    List<Network> right = new ArrayList<>();
    for (Pairs<Network> pair : byCell(before, after)) {
      if (pair.before() != null && pair.after() != null) {
        pairs.add(new NetworkPair(pair.before(), pair.after(), Match.CELL));
      } else if (pair.before() != null) {
        left.add(pair.before());
      } else if (pair.after() != null) {
        right.add(pair.after());
      }
    }
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      pairs.add(new NetworkPair(left.get(i), right.get(i), Match.POSITION));
    }
    return List.copyOf(pairs);
  }

  private static List<Pairs<Network>> byCell(List<Network> before, List<Network> after) {
    return Pairs.alike(
        before, after, (a, b) -> a.cell() != null && Objects.equals(a.cell(), b.cell()));
  }

  /** The name of a network as it is told of. */
  static String name(Network network) {
    return network.cell() == null ? "a network without a name" : network.cell();
  }

  /** One name for both, or both. */
  String name() {
    return match == Match.CELL ? name(before) : name(before) + " -> " + name(after);
  }

  /** What the reader should know of these two, a sentence each. */
  List<String> notes() {
    Long first = trainedFor(before);
    Long second = trainedFor(after);
    if (first == null || second == null || first.equals(second)) {
      return List.of();
    }
    return List.of("Trained for " + updates(first) + " before and " + updates(second) + " after.");
  }

  /** The updates that a network was trained for; null if that is not said. */
  private static @Nullable Long trainedFor(Network network) {
    return Boolean.FALSE.equals(network.trained()) ? Long.valueOf(0) : network.updates();
  }

  private static String updates(long count) {
    return count == 0 ? "no update" : count == 1 ? "1 update" : count + " updates";
  }

  /** The first report's findings that the second one does not have. */
  List<Finding> gone() {
    return without(before.findings(), after.findings());
  }

  /** The second report's findings that the first one does not have. */
  List<Finding> added() {
    return without(after.findings(), before.findings());
  }

  /** The second report's findings that the first one has too. */
  List<Finding> unchanged() {
    List<Finding> added = added();
    return after.findings().stream().filter(finding -> !added.contains(finding)).toList();
  }

  private static List<Finding> without(List<Finding> some, List<Finding> others) {
    return some.stream()
        .filter(one -> others.stream().noneMatch(other -> isSame(one, other)))
        .toList();
  }

  /**
   * Whether it is the same finding, whatever its figures. That a gradient vanishes or explodes is
   * said of a layer; the state named with it is the one that decides.
   */
  private static boolean isSame(Finding one, Finding other) {
    boolean isOfLayer = one.rule().equals("vanishing") || one.rule().equals("exploding");
    return one.rule().equals(other.rule())
        && Objects.equals(one.layer(), other.layer())
        && (isOfLayer || Objects.equals(one.subject(), other.subject()));
  }

  /** What a finding says, or its rule. */
  static String words(Finding finding) {
    return finding.title() == null ? finding.rule() : finding.title();
  }

  /** The gradient of a state that either network has; null where one does not. */
  record Curve(String layer, String state, @Nullable State before, @Nullable State after) {}

  /** The gradients by lag of all states. */
  List<Curve> curves() {
    List<Curve> curves = new ArrayList<>();
    for (LayerPair layer : LayerPair.of(before.layers(), after.layers())) {
      for (Pairs<State> state : layer.states()) {
        curves.add(new Curve(layer.name(), LayerPair.name(state), state.before(), state.after()));
      }
    }
    return curves;
  }
}
