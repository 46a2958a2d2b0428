package dev.carousel.benchmarks.problem;

import dev.carousel.plugin.PluginRef;
import java.util.ArrayList;
import java.util.List;

/** The cases of a comparison. */
public final class CaseList {
  /** From one sequence on a small layer up to what no longer fits into the caches of a core. */
  private static final List<Shape> SHAPES =
      List.of(
          new Shape(1, 64, 32, 64),
          new Shape(16, 100, 32, 64),
          new Shape(32, 100, 64, 128),
          new Shape(64, 100, 128, 256),
          new Shape(64, 100, 256, 512));

  /** Where the simpler cells are timed. */
  private static final Shape ONE_SHAPE = new Shape(64, 100, 128, 256);

  private static final Shape STREAM = new Shape(1, 1, 64, 128);

  private CaseList() {}

  /**
   * Every cell in every kind.
   *
   * @param shapes for training and inference; the default ones if empty: one for rnn and gru, five
   *     for all others
   */
  public static List<Case> of(List<Kind> kinds, List<String> cells, List<Shape> shapes) {
    List<Case> cases = new ArrayList<>();
    for (Kind kind : kinds) {
      for (String cell : cells) {
        shapes(kind, cell, shapes).forEach(shape -> cases.add(new Case(kind, cell, shape)));
      }
    }
    return List.copyOf(cases);
  }

  private static List<Shape> shapes(Kind kind, String cell, List<Shape> wanted) {
    if (kind == Kind.STREAM) {
      return List.of(STREAM);
    }
    if (!wanted.isEmpty()) {
      return wanted;
    }
    String id = PluginRef.parse(cell).id();
    return id.equals("rnn") || id.equals("gru") ? List.of(ONE_SHAPE) : SHAPES;
  }
}
