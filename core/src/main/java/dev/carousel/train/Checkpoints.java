package dev.carousel.train;

import dev.carousel.error.CarouselException;
import dev.carousel.io.AtomicFiles;
import dev.carousel.io.Safetensors;
import dev.carousel.train.Checkpoint.ValidationPoint;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of a run, one file each: {@code update-N.safetensors} after N updates. The last
 * few are kept, and the one with the best validation. A new one is complete and forced to the disk
 * before an old one is removed.
 *
 * @param folder of the files
 */
public record Checkpoints(Path folder) {
  /** The default number of checkpoints kept besides the best one. */
  public static final int KEPT = 3;

  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
  private static final Pattern NAME = Pattern.compile("update-(\\d{1,18})\\.safetensors");
  private static final String DAMAGED = ".damaged";

  /** One file, and the number of updates before it. */
  private record Entry(long updates, Path file) {}

  /** The file of the checkpoint after this number of updates. */
  public Path file(long updates) {
    return folder.resolve("update-" + updates + ".safetensors");
  }

  /** The numbers of updates after which there are checkpoints, the newest first. */
  public List<Long> updates() {
    return entries().stream().map(Entry::updates).toList();
  }

  private List<Entry> entries() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        if (name.matches()) {
          entries.add(new Entry(Long.parseLong(name.group(1)), file));
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw failed("The checkpoints cannot be listed.", folder, e);
    }
    entries.sort(Comparator.comparingLong(Entry::updates).reversed());
    return entries;
  }

  /**
   * Writes a checkpoint. Then removes those that are neither among the last few nor the best, and
   * all later ones, which belong to an abandoned continuation.
   *
   * @param settings as in {@link CheckpointFile}
   * @param kept the number of last checkpoints to keep, at least 1
   */
  public void write(Checkpoint checkpoint, Map<String, String> settings, int kept) {
    long updates = checkpoint.counters().updates();
    new CheckpointFile(checkpoint, settings).write(file(updates));
    long best = Checkpoint.best(checkpoint.history()).map(ValidationPoint::update).orElse(-1L);
    int seen = 0;
    for (Entry entry : entries()) {
      boolean isLast = entry.updates() <= updates && seen++ < kept;
      if (!isLast && entry.updates() != best) {
        remove(entry.file());
      }
    }
  }

  /** A failure is only logged: a superfluous file is no reason to end a run. */
  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("An old checkpoint cannot be removed: {}", file, e);
    }
  }

  /**
   * Creates the folder, or removes the unfinished files of a killed process; only the sole writer
   * of the folder may call it.
   */
  public void prepare() {
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw failed("A file has the name of the checkpoints' folder.", folder, e);
    } catch (IOException e) {
      throw failed("The checkpoints' folder cannot be made.", folder, e);
    }
    AtomicFiles.removeUnfinished(folder);
  }

  /**
   * The newest undamaged checkpoint. Damaged ones after it are renamed and logged.
   *
   * @return empty if none was ever written
   * @throws CarouselException if all are damaged, or if the newest undamaged one was written by a
   *     newer version
   */
  public Optional<CheckpointFile> newest() {
    Map<Entry, CarouselException> damaged = new LinkedHashMap<>();
    for (Entry entry : entries()) {
      Safetensors.Contents contents;
      try {
        contents = Safetensors.readSealed(entry.file());
      } catch (CarouselException e) {
        damaged.put(entry, e);
        continue;
      }
      CheckpointFile whole = CheckpointFile.of(entry.file(), contents);
      damaged.forEach((other, damage) -> putAside(other, damage, entry));
      return Optional.of(whole);
    }
    if (!damaged.isEmpty()) {
      throw allDamaged(damaged);
    }
    return Optional.empty();
  }

  private CarouselException allDamaged(Map<Entry, CarouselException> damaged) {
    Map.Entry<Entry, CarouselException> newest = damaged.entrySet().iterator().next();
    String damage = String.valueOf(newest.getValue().getMessage()).lines().findFirst().orElse("");
    return CarouselException.failure("All checkpoints of the run are damaged.")
        .expected("one that can be read, of " + damaged.size())
        .found(newest.getKey().file().getFileName() + ": " + damage)
        .where(folder)
        .mend("restore a copy; or move this folder away: the run then resumes from its start")
        .cause(newest.getValue())
        .build();
  }

  private static void putAside(Entry entry, CarouselException damage, Entry used) {
    Path aside = entry.file().resolveSibling(entry.file().getFileName() + DAMAGED);
    try {
      Files.move(entry.file(), aside, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw failed("A damaged checkpoint cannot be moved aside.", entry.file(), e);
    }
    LOG.warn(
        "{}\n  kept as:  {}\n  instead:  {}",
        damage.getMessage(),
        aside.getFileName(),
        used.file().getFileName());
  }

  /**
   * The checkpoint after this number of updates.
   *
   * @throws CarouselException if there is none, or it is damaged
   */
  public CheckpointFile at(long updates) {
    if (!Files.exists(file(updates))) {
      throw CarouselException.usage("There is no checkpoint after update " + updates + ".")
          .expected("one of " + updates())
          .where(folder)
          .build();
    }
    return CheckpointFile.read(file(updates));
  }

  private static CarouselException failed(String summary, Path where, Exception cause) {
    return CarouselException.failure(summary)
        .found(cause)
        .where(where)
        .mend("correct the permissions of the run folder")
        .cause(cause)
        .build();
  }
}
