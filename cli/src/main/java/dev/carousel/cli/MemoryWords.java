package dev.carousel.cli;

import dev.carousel.error.HeapWords;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** Advice if the heap was too small for a command: what reduces its memory. */
final class MemoryWords {
  private static final String TRAIN = "train";
  private static final String DIAGNOSE = "diagnose";

  /** The advice by command; other commands have none. */
  private static final Map<String, String> LESS =
      Map.of(
          TRAIN,
          "a smaller --batch, --bptt or --units, or a part of the data",
          DIAGNOSE,
          "a smaller --batch, --bptt, --units or --lag, or a part of the data",
          "evaluate",
          "a part of the data",
          "bench",
          "a smaller --batch, --steps, --input or --units",
          "compare",
          "reports of fewer networks",
          "gradcheck",
          "one cell at a time");

  private MemoryWords() {}

  /**
   * The advice.
   *
   * @param parsed the command line; null if it was not read yet
   * @param heap the most that the heap may have, in bytes
   */
  static String of(@Nullable ParseResult parsed, long heap) {
    String less = parsed == null || !parsed.hasSubcommand() ? "" : less(parsed.subcommand());
    return less + (less.isEmpty() ? "" : ", or ") + HeapWords.largerHeap(2 * heap);
  }

  private static String less(ParseResult command) {
    String name = command.commandSpec().name();
    boolean isResumed =
        command.hasMatchedOption("--resume") || command.hasMatchedOption("--resume-at");
    if (name.equals(TRAIN) && isResumed) {
      return "--recompute 8"; // all else decides the bits of the run
    }
    if (name.equals(DIAGNOSE) && !command.matchedPositionals().isEmpty()) {
      return "a smaller --lag, or a part of the data"; // its network is trained already
    }
    return LESS.getOrDefault(name, "");
  }
}
