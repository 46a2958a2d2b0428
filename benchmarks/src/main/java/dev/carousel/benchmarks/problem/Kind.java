package dev.carousel.benchmarks.problem;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is timed: something of a layer, or a whole training run. */
public enum Kind {
  /** Forward and backward with the gradient of the input, no optimizer. */
  TRAIN("training"),
  /** Forward alone. */
  INFER("inference"),
  /** One step of one sequence, forward. */
  STREAM("streaming step"),
  /** A training run on the characters of a novel. */
  CHARACTERS("run on characters"),
  /** A training run on windows of a table. */
  TABLE("run on windows"),
  /** A training run on the words of a novel. */
  WORDS("run on words");

  /** What {@code --kinds} calls all whole runs. */
  private static final String RUN = "run";

  private final String title;

  Kind(String title) {
    this.title = title;
  }

  /** As a person reads it. */
  public String title() {
    return title;
  }

  /** Whether it is a whole training run, of which the layer is a part. */
  public boolean isRun() {
    return !predictions().isEmpty();
  }

  /** What a run predicts: characters, windows or words; empty for a layer. */
  public String predictions() {
    return switch (this) {
      case CHARACTERS -> "characters";
      case TABLE -> "windows";
      case WORDS -> "words";
      default -> "";
    };
  }

  /** The word by which {@code --kinds} asks for it: all runs have one. */
  public String group() {
    return isRun() ? RUN : name().toLowerCase(Locale.ROOT);
  }

  /** The words of {@code --kinds}. */
  public static List<String> groups() {
    return Arrays.stream(values()).map(Kind::group).distinct().toList();
  }

  /** The kinds of one of {@link #groups()}. */
  public static List<Kind> ofGroup(String word) {
    return Arrays.stream(values()).filter(kind -> kind.group().equals(word)).toList();
  }
}
