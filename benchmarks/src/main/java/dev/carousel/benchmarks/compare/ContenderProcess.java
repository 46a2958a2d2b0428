package dev.carousel.benchmarks.compare;

import dev.carousel.benchmarks.worker.Job;
import dev.carousel.benchmarks.worker.Measurement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs one job in a process and reads what it says.
 *
 * @param folder for what it prints
 * @param timeoutSeconds after which it is ended
 */
record ContenderProcess(Path folder, long timeoutSeconds) {
  private static final int LONGEST_REASON = 160;

  /** Never throws for what the contender does: that is told in the outcome. */
  Outcome run(Contender contender, Job job) {
    Outcome outcome = outcome(contender, job);
    return outcome instanceof Outcome.Failed failed
        ? new Outcome.Failed(shortened(failed.reason()) + contender.remedy(failed.reason()))
        : outcome;
  }

  private Outcome outcome(Contender contender, Job job) {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    try {
      Optional<Integer> exit = exitCode(contender, job, out, err);
      if (exit.isEmpty()) {
        return new Outcome.Failed("no result after " + timeoutSeconds + " s");
      }
      return Measurement.find(lines(out))
          .map(ContenderProcess::outcome)
          .orElseGet(() -> died(exit.get(), lines(err)));
    } catch (IOException cannotStart) {
      return new Outcome.Failed(String.valueOf(cannotStart.getMessage()));
    }
  }

  /** The exit code; empty if the time is over. */
  private Optional<Integer> exitCode(Contender contender, Job job, Path out, Path err)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(contender.command(job));
    builder.environment().putAll(contender.environment(job));
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    Process process = builder.start();
    try {
      return process.waitFor(timeoutSeconds, TimeUnit.SECONDS)
          ? Optional.of(process.exitValue())
          : Optional.empty();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stopping);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static Outcome outcome(Measurement measurement) {
    String failed = measurement.failed();
    return failed == null ? new Outcome.Timed(measurement) : new Outcome.Failed(failed);
  }

  private static Outcome died(int exit, List<String> errors) {
    String last =
        errors.stream()
            .filter(line -> !line.isBlank())
            .reduce((first, second) -> second)
            .orElse("it printed nothing");
    return new Outcome.Failed("exit code " + exit + ", " + last.strip());
  }

  private static String shortened(String reason) {
    String line = reason.replaceAll("\\s+", " ");
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "...";
  }

  /** Libraries write what they like, in what charset they like. */
  private static List<String> lines(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException unreadable) {
      return List.of();
    }
  }
}
