package dev.carousel.benchmarks.gallery;

import java.util.List;
import java.util.Locale;

/** The groups of the gallery, and the cells of each in the order of the page. */
enum Family {
  VANILLA(
      "Vanilla and simple",
      "One state and no gate. They differ in what stands between a state and the next.",
      "rnn",
      "irnn",
      "rin",
      "indrnn"),
  GATED(
      "Gated, with one state",
      "A gate decides for each unit how much of the state is kept.",
      "gru",
      "gru-reset-before",
      "mgu",
      "minimal",
      "ugrnn",
      "star",
      "brc",
      "nbrc",
      "mut1",
      "mut2",
      "mut3",
      "cfn",
      "fastrnn",
      "fastgrnn"),
  LSTM(
      "The LSTM's family",
      "A memory beside the output, which errors cross without a matrix.",
      "lstm",
      "lstm-1997",
      "greff-lstm",
      "lstm-projected",
      "ln-lstm",
      "janet"),
  DYNAMICAL(
      "Differential equations and rotations",
      "Steps that are near the identity, or that keep norms or areas.",
      "antisymmetric",
      "cornn",
      "unicornn",
      "lem",
      "householder"),
  LINEAR(
      "Linear in the state",
      "No trained matrix multiplies their memory from step to step, but in the LMU, whose matrices"
          + " write and read it.",
      "mingru",
      "minlstm",
      "sru",
      "qrnn",
      "lru",
      "rg-lru",
      "lmu"),
  MEMORY(
      "Exponential gates, or a matrix as memory",
      "Memories that can be corrected, or that store values at keys.",
      "slstm",
      "mlstm",
      "gated-delta");

  private final String title;
  private final String summary;
  private final List<String> cells;

  Family(String title, String summary, String... cells) {
    this.title = title;
    this.summary = summary;
    this.cells = List.of(cells);
  }

  String title() {
    return title;
  }

  /** The title as the link to its heading has it. */
  String anchor() {
    return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z ]", "").replace(' ', '-');
  }

  /** What its cells have in common. */
  String summary() {
    return summary;
  }

  /** The ids of its cells. */
  List<String> cells() {
    return cells;
  }
}
