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

  /** The bundled novel has 77 characters, and one stands for all others. */
  private static final int CHARACTERS = 78;

  /** The most frequent words, and one that stands for all others. */
  private static final int WORDS = 10_001;

  private static final String RUN_CELL = "lstm";

  private CaseList() {}

  /**
   * Every cell in every kind; an LSTM in whole runs, which have shapes of their own.
   *
   * @param shapes for training and inference; the default ones if empty: one for rnn and gru, five
   *     for all others
   */
  public static List<Case> of(List<Kind> kinds, List<String> cells, List<Shape> shapes) {
    List<Case> cases = new ArrayList<>();
    for (Kind kind : kinds) {
      for (String cell : kind.isRun() ? List.of(RUN_CELL) : cells) {
        shapes(kind, cell, shapes).forEach(shape -> cases.add(new Case(kind, cell, shape)));
      }
    }
    return List.copyOf(cases);
  }

  private static List<Shape> shapes(Kind kind, String cell, List<Shape> wanted) {
    return switch (kind) {
      case STREAM -> List.of(STREAM);
      case CHARACTERS ->
          List.of(new Shape(32, 64, CHARACTERS, 128), new Shape(32, 64, CHARACTERS, 512));
      case TABLE -> List.of(new Shape(32, 48, 8, 64));
      case WORDS -> List.of(new Shape(32, 64, WORDS, 256));
      case TRAIN, INFER -> wanted.isEmpty() ? shapes(cell) : wanted;
    };
  }

  private static List<Shape> shapes(String cell) {
    String id = PluginRef.parse(cell).id();
    return id.equals("rnn") || id.equals("gru") ? List.of(ONE_SHAPE) : SHAPES;
  }
}
