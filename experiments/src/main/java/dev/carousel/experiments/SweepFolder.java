package dev.carousel.experiments;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.carousel.error.CarouselException;
import dev.carousel.io.AtomicFiles;
import dev.carousel.train.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of a sweep: its plan, {@code sweep.json}, and a folder for each trial in {@code
 * trials}. Immutable and thread-safe.
 *
 * @param path of the folder
 */
public record SweepFolder(Path path) {
  private static final String PLAN = "sweep.json";
  private static final String TRIALS = "trials";

  private Path planFile() {
    return path.resolve(PLAN);
  }

  /** Whether a sweep was begun here. */
  public boolean isBegun() {
    return Files.exists(planFile());
  }

  /** The folder of a trial, which may not exist. */
  public TrialFolder trial(String id) {
    return new TrialFolder(path.resolve(TRIALS).resolve(id));
  }

  /** What the sweep needs to go on: its plan, and the folder of its trials. */
  public List<Path> parts() {
    return List.of(planFile(), path.resolve(TRIALS));
  }

  /** Where a report of the sweep goes. */
  public Path file(String name) {
    return path.resolve(name);
  }

  /**
   * Refuses a folder in which no new sweep can begin; makes nothing.
   *
   * @throws CarouselException if it is not empty
   */
  public void requireNew() {
    AtomicFiles.nameFault(path)
        .ifPresent(
            fault -> {
              throw CarouselException.usage("The folder of the sweep has an invalid name.")
                  .found(fault)
                  .where(path)
                  .mend("choose another --out")
                  .build();
            });
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw CarouselException.usage("The folder of the sweep is a file.")
          .expected("a new or empty folder")
          .where(path)
          .mend("choose another --out")
          .build();
    }
    if (isBegun()) {
      throw CarouselException.usage("The folder holds a sweep already.")
          .expected("a new or empty folder")
          .where(path)
          .mend("go on with that sweep: --resume; or choose another --out")
          .build();
    }
    if (Files.exists(path) && !isEmpty()) {
      throw CarouselException.usage("The folder of the sweep is not empty.")
          .expected("a new or empty folder")
          .where(path)
          .mend("choose another --out")
          .build();
    }
  }

  private boolean isEmpty() {
    try (Stream<Path> entries = Files.list(path)) {
      return entries.allMatch(entry -> RunLock.isOwn(entry) || AtomicFiles.isUnfinished(entry));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private CarouselException unreadable(IOException fault) {
    return CarouselException.failure("The folder of the sweep cannot be used.")
        .found(fault)
        .where(path)
        .cause(fault)
        .build();
  }

  /** Makes the folder for a new sweep, and writes its plan. */
  public void begin(SweepPlan plan) {
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw unreadable(e);
    }
    AtomicFiles.writeString(planFile(), ExperimentJson.write(plan) + "\n");
  }

  /**
   * The plan of the sweep that was begun here.
   *
   * @throws CarouselException if there is none, or it is damaged
   */
  public SweepPlan plan() {
    if (!isBegun()) {
      throw CarouselException.usage("There is no sweep to go on with.")
          .expected(PLAN + ", which 'carousel sweep' writes when it begins")
          .where(path)
          .mend("leave out --resume, or name the sweep's own --out")
          .build();
    }
    try {
      return ExperimentJson.read(Files.readString(planFile()), SweepPlan.class);
    } catch (JsonProcessingException e) {
      throw CarouselException.failure("The plan of the sweep is damaged, or was edited.")
          .expected("what 'carousel sweep' wrote")
          .found(ExperimentJson.fault(e))
          .where(planFile())
          .mend("restore a copy, or begin a new sweep in another folder")
          .cause(e)
          .build();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Refuses to go on with another sweep than this folder holds.
   *
   * @throws CarouselException if anything of the plan differs
   */
  public void requireSame(SweepPlan wanted) {
    SweepPlan held = plan();
    difference(held, wanted)
        .ifPresent(
            difference -> {
              throw CarouselException.usage("The folder holds another sweep.")
                  .expected(difference[0])
                  .found(difference[1])
                  .where(path)
                  .mend("give --resume with --out alone, or choose another --out")
                  .build();
            });
  }

  /** What differs first: as the folder has it, and as it is wanted. */
  private static Optional<String[]> difference(SweepPlan held, SweepPlan wanted) {
    if (!held.seeds().equals(wanted.seeds())) {
      return of("the seeds " + held.seeds(), "the seeds " + wanted.seeds());
    }
    if (held.combinations().size() != wanted.combinations().size()) {
      return of(
          held.combinations().size() + " combinations of settings",
          wanted.combinations().size() + " combinations");
    }
    for (int i = 0; i < held.combinations().size(); i++) {
      if (!held.combinations().get(i).equals(wanted.combinations().get(i))) {
        return of(
            "combination " + (i + 1) + ": " + held.combinations().get(i),
            String.valueOf(wanted.combinations().get(i)));
      }
    }
    return Objects.equals(held.halving(), wanted.halving())
        ? Optional.empty()
        : of("halving: " + held.halving(), "halving: " + wanted.halving());
  }

  private static Optional<String[]> of(String held, String wanted) {
    return Optional.of(new String[] {held, wanted});
  }
}
