package dev.carousel.cli.options;

import dev.carousel.data.DataChange;
import dev.carousel.data.DataIdentity;
import dev.carousel.data.Dataset;
import dev.carousel.error.CarouselException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** The option {@code --changed-data}, and its effect. */
public final class ChangedData {
  /** What to do. */
  private enum Answer {
    REFUSE,
    ALLOW
  }

  @Option(
      names = "--changed-data",
      paramLabel = "refuse|allow",
      description =
          "What to do if the data of a run has changed: refuse it (the default) or allow it")
  private @Nullable String answer;

  /** Whether data may have changed. */
  public boolean isAllowed() {
    return answer != null && Choice.of("--changed-data", answer, Answer.class) == Answer.ALLOW;
  }

  /**
   * Refuses the option where no data is compared.
   *
   * @param found why there is none
   */
  public void requireIdle(String found) {
    if (answer != null) {
      throw CarouselException.usage(
              "--changed-data applies only to the data that a run was " + "trained on.")
          .expected("a run that reads its own data again")
          .found(found)
          .mend("leave it out")
          .build();
    }
  }

  /** The identity of the data that a model was trained on; empty if its notes do not hold it. */
  public static Optional<DataIdentity> noted(Map<String, String> notes) {
    return Optional.ofNullable(notes.get(DataIdentity.NOTE)).flatMap(DataIdentity::fromJson);
  }

  /**
   * Refuses data whose content is not what it was, unless that is allowed; then says what changed.
   *
   * @param before the data of the training; null if unknown
   * @param options that named it
   * @throws CarouselException saying what changed
   */
  public void check(@Nullable DataIdentity before, Dataset data, DataOptions options) {
    if (before == null) {
      log()
          .warn(
              "The run has no checksum of its data, so it is unknown whether {} has changed.",
              options.place());
      return;
    }
    if (before.isSameContent(data.identity())) {
      if (before.count() == 0) {
        requireIdle("a task, which generates the same data every time");
      }
      return;
    }
    DataChange change = new DataChange(before, data.identity());
    if (!isAllowed()) {
      throw change.refusal(
          "The data has changed: this is not the data that the run was trained on.",
          options.place(),
          "restore the data, or name its new place ("
              + options.kind()
              + " PATH); to continue with the changed data: --changed-data allow");
    }
    log()
        .warn(
            "The data has changed since the run was trained on it, which --changed-data allows: {}",
            String.join("; ", change.differences()));
  }

  /** Asked for only where it is needed: every command has this option, and few warn. */
  private static Logger log() {
    return LoggerFactory.getLogger(ChangedData.class);
  }
}
