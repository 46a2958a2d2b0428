package dev.carousel.cli.replay;

import dev.carousel.cli.console.Words;
import dev.carousel.cli.text.Look;
import dev.carousel.cli.text.Paragraph;
import dev.carousel.cli.text.TextTable;
import dev.carousel.cli.text.TextTable.Align;
import dev.carousel.nonfinite.FailedUpdate;
import dev.carousel.nonfinite.FirstCause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The text about an update that was not finite. */
public final class ReplayText {
  private static final String INDENT = "  ";

  private ReplayText() {}

  /** The first cause in a sentence, or that nothing was found. */
  public static String sentence(FailedUpdate failed, Optional<FirstCause> cause) {
    return cause
        .map(FirstCause::toString)
        .orElseGet(
            () ->
                Words.format(
                    "Update %d had a loss of %s and a gradient norm of %s; repeated value by "
                        + "value, it is finite. Possible causes: a hook that changes single "
                        + "steps, or a sum in another order.",
                    failed.update(),
                    Words.figure(failed.loss()),
                    Words.figure(failed.gradientNorm())));
  }

  /** The lines. */
  static List<String> of(Replay replay, Look look) {
    FailedUpdate failed = replay.stored().failed();
    List<String> lines = new ArrayList<>();
    lines.addAll(Paragraph.wrap(sentence(failed, replay.found()), look.width()));
    replay.found().ifPresent(cause -> addOperands(cause, look, lines));
    lines.add("");
    if (replay.isReproduced()) {
      lines.add("Reproduced: the file records the same.");
    } else {
      lines.add(look.bold("NOT reproduced.") + " The file records:");
      String recorded = sentence(failed, replay.stored().cause());
      lines.addAll(Paragraph.hanging(INDENT, recorded, look.width()));
    }
    return lines;
  }

  private static void addOperands(FirstCause cause, Look look, List<String> lines) {
    if (cause.operands().isEmpty()) {
      return;
    }
    TextTable table = new TextTable(Align.LEFT, Align.LEFT);
    table.row("operand", "value");
    cause
        .operands()
        .forEach(operand -> table.row(operand.name(), Double.toString(operand.value())));
    lines.add("");
    lines.addAll(table.lines(look.width()));
  }
}
