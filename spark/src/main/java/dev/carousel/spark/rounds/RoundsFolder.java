package dev.carousel.spark.rounds;

import dev.carousel.error.CarouselException;
import dev.carousel.model.Carry;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.train.Checkpoint;
import dev.carousel.train.CheckpointFile;
import dev.carousel.train.Recovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/**
 * Keeps the state after the last round, as a whole or not at all: {@code round-N} holds the common
 * parameters and the state of each task. Immutable and thread-safe.
 *
 * @param path of the folder
 */
record RoundsFolder(Path path) {
  private static final String ROUND = "round-";
  private static final String COMMON = "common.safetensors";
  private static final String PLAN = "carousel.rounds";

  /**
   * The state of the last round; empty if there is none.
   *
   * @param initial parameters of the network
   * @throws CarouselException if it is that of another plan or network, or damaged
   */
  Optional<RoundsState> read(RoundsPlan plan, NamedTensors initial) {
    return newest().map(folder -> read(folder, plan, initial));
  }

  private static RoundsState read(Path folder, RoundsPlan plan, NamedTensors initial) {
    CheckpointFile common = CheckpointFile.read(folder.resolve(COMMON));
    String held = String.valueOf(common.settings().get(PLAN));
    if (!held.equals(words(plan))) {
      throw CarouselException.usage("The folder holds rounds of another plan.")
          .expected(held)
          .found(words(plan))
          .where(folder)
          .mend("go on with that plan, or choose another folder")
          .build();
    }
    Checkpoint checkpoint = common.checkpoint();
    requireSame(shapes(initial), shapes(checkpoint.parameters()), folder);
    List<byte[]> tasks = new ArrayList<>();
    for (int i = 0; i < plan.tasks(); i++) {
      Path file = folder.resolve(task(i));
      try {
        tasks.add(Files.readAllBytes(file));
      } catch (IOException e) {
        throw fault(file, e);
      }
    }
    int done = Math.toIntExact(checkpoint.counters().updates());
    return new RoundsState(done, checkpoint.parameters(), checkpoint.optimizer(), tasks);
  }

  private static void requireSame(
      Map<String, String> wanted, Map<String, String> held, Path folder) {
    Set<String> names = new TreeSet<>(wanted.keySet());
    names.addAll(held.keySet());
    for (String name : names) {
      String none = "no " + name;
      String expected = held.getOrDefault(name, none);
      String found = wanted.getOrDefault(name, none);
      if (!expected.equals(found)) {
        throw CarouselException.usage("The folder holds rounds of another network.")
            .expected(expected)
            .found(found)
            .where(folder)
            .mend("go on with that cell, its units and its text, or choose another folder")
            .build();
      }
    }
  }

  private static Map<String, String> shapes(NamedTensors parameters) {
    Map<String, String> shapes = new TreeMap<>();
    parameters.forEach(
        (name, tensor) -> shapes.put(name, name + " " + Arrays.toString(tensor.shape())));
    return shapes;
  }

  /** The number of rounds may grow. */
  private static String words(RoundsPlan plan) {
    return plan.tasks() + " tasks, " + plan.updates() + " updates a round";
  }

  private static String task(int index) {
    return "task-" + (index + 1) + ".safetensors";
  }

  void write(RoundsState state, RoundsPlan plan) {
    Path round = path.resolve(ROUND + state.done());
    Path arriving = path.resolve("arriving");
    try {
      FileUtils.deleteDirectory(arriving.toFile());
      Files.createDirectories(arriving);
      common(state, plan).write(arriving.resolve(COMMON));
      for (int i = 0; i < state.tasks().size(); i++) {
        Files.write(arriving.resolve(task(i)), state.tasks().get(i));
      }
      FileUtils.deleteDirectory(round.toFile());
      Files.move(arriving, round, StandardCopyOption.ATOMIC_MOVE);
      for (Path old : rounds()) {
        if (!old.equals(round)) {
          FileUtils.deleteDirectory(old.toFile());
        }
      }
    } catch (IOException e) {
      throw fault(round, e);
    }
  }

  private static CheckpointFile common(RoundsState state, RoundsPlan plan) {
    Checkpoint.Counters counters =
        new Checkpoint.Counters(state.done(), 0, 0, 0, 0, 0, 0, 0, 0, Recovery.NONE);
    Checkpoint checkpoint =
        new Checkpoint(
            counters,
            state.parameters(),
            state.outer(),
            Carry.zero(),
            List.of(),
            null,
            List.of(),
            null);
    return new CheckpointFile(checkpoint, Map.of(PLAN, words(plan)));
  }

  private Optional<Path> newest() {
    try {
      return rounds().stream().max(Comparator.comparingInt(RoundsFolder::number));
    } catch (IOException e) {
      throw fault(path, e);
    }
  }

  private List<Path> rounds() throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries.filter(entry -> name(entry).matches(ROUND + "\\d{1,9}")).toList();
    }
  }

  private static String name(Path entry) {
    return String.valueOf(entry.getFileName());
  }

  private static int number(Path round) {
    return Integer.parseInt(name(round).substring(ROUND.length()));
  }

  private static CarouselException fault(Path file, IOException cause) {
    return CarouselException.failure("The state of the rounds cannot be kept.")
        .found(cause)
        .where(file)
        .cause(cause)
        .build();
  }
}
