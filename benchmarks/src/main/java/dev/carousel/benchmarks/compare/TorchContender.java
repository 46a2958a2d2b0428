package dev.carousel.benchmarks.compare;

import dev.carousel.benchmarks.problem.Case;
import dev.carousel.benchmarks.problem.Gates;
import dev.carousel.benchmarks.problem.Kind;
import dev.carousel.benchmarks.worker.Job;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * PyTorch in Python.
 *
 * @param id {@code torch}, {@code torch-eager} or {@code torch-compiled}
 * @param python the interpreter
 * @param folder of this comparison, which holds the script and what the compiler makes
 */
record TorchContender(String id, String python, Path folder) implements Contender {
  static final List<String> IDS = List.of("torch", "torch-eager", "torch-compiled");

  private static final String SCRIPT = "torch_contender.py";

  /** What the script imports. */
  private static final String RUNS = "torch_runs.py";

  /** Puts the scripts where {@link #command} finds them. */
  static void install(Path folder) {
    for (String name : List.of(SCRIPT, RUNS)) {
      try (InputStream script = TorchContender.class.getResourceAsStream(name)) {
        Files.copy(Objects.requireNonNull(script), folder.resolve(name));
      } catch (IOException unwritable) {
        throw new UncheckedIOException(unwritable);
      }
    }
  }

  @Override
  public Optional<String> refusal(Case subject) {
    if (!Gates.has(subject.cell())) {
      return Optional.of("no such cell");
    }
    boolean isFused = id.equals("torch");
    if (!isFused && subject.kind().isRun()) {
      return Optional.of("layers alone");
    }
    return subject.kind() == Kind.INFER && !isFused
        ? Optional.of("training and streaming")
        : Optional.empty();
  }

  @Override
  public List<String> command(Job job) {
    return List.of(python, folder.resolve(SCRIPT).toString(), job.toJson());
  }

  @Override
  public String remedy(String reason) {
    return reason.contains("No module named 'torch'") || reason.contains("Cannot run program")
        ? "; name a Python that can import torch by --python"
        : "";
  }

  /** The compiler's cache is new in every comparison, so that the first round compiles. */
  @Override
  public Map<String, String> environment(Job job) {
    return Map.of(
        "OMP_NUM_THREADS",
        Integer.toString(job.threads()),
        "TORCHINDUCTOR_CACHE_DIR",
        folder.resolve("torch").toString());
  }
}
