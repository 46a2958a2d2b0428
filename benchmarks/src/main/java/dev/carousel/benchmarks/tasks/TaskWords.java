package dev.carousel.benchmarks.tasks;

/** What a reader needs to know of a task. */
final class TaskWords {
  private TaskWords() {}

  /** A few sentences: what is to be learnt, what a network without memory gets, and the bound. */
  static String of(Exercise exercise) {
    String criterion = "Criterion: `" + exercise.criterion() + "`.";
    return switch (exercise.taskId()) {
      case "adding" ->
          "The sum of two numbers that are marked in a sequence, at its end. The mean squared"
              + " error of the best constant is 1/6 = 0.167. "
              + criterion;
      case "copying" ->
          "Ten symbols are shown and must be repeated after a delay of T steps. A network without"
              + " memory has a cross-entropy of 10 ln 8 / (T + 20) nats, 0.1733 for T = 100. The"
              + " bound is half of that. "
              + criterion;
      case "temporal-order" ->
          "Which of four orders two symbols had, far apart among distractors. Guessing is right in"
              + " 25 %. "
              + criterion;
      case "anbn" ->
          "Strings a^n b^n. At every step the network names all symbols that may follow, as in the"
              + " paper of Gers and Schmidhuber (2001). It is trained on n up to 10. With"
              + " `valid-n`, the best parameters of a run are those with the least loss on strings"
              + " of n = 11 to `valid-n`, which are never trained on. Measured is the greatest n up"
              + " to which every string is right at every step, tried up to ten times the bound."
              + " The settings were chosen by how far networks of other seeds counted. Each network"
              + " here is the only one of its seed. "
              + criterion;
      default -> criterion;
    };
  }
}
