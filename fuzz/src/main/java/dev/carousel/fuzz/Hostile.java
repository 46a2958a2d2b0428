package dev.carousel.fuzz;

import dev.carousel.error.CarouselException;
import dev.carousel.error.Printable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What all loaders are held to. */
public final class Hostile {
  private static final int LONGEST_MESSAGE = 4096;
  private static final int WARM_UPS = 20;
  private static final int THOROUGH = 8;

  /** The folder of inputs to warm up with; null in tests. */
  private static final @Nullable String WARM_UP = System.getProperty("carousel.fuzz.warm-up");

  private static final Path FOLDER = folder();

  private Hostile() {}

  private static boolean isThorough = true;
  private static boolean isWarm;

  /** Loads a file and checks what came of it. */
  @FunctionalInterface
  public interface Load {
    /** Throws what the loader throws, and an error if what was loaded is not what it must be. */
    void of(Path file) throws IOException;
  }

  /** Loads from text or bytes, without a file. */
  @FunctionalInterface
  public interface Reading {
    /** Throws what the loader throws. */
    void run() throws IOException;
  }

  /**
   * Runs the inputs of the folder that {@code carousel.fuzz.warm-up} names: classes are loaded and
   * instrumented then, which takes longer than an input may. Findings are left for later.
   */
  public static void warmUp(Consumer<byte[]> loader) {
    if (WARM_UP == null) {
      return;
    }
    try (Stream<Path> inputs = Files.list(Path.of(WARM_UP))) {
      for (Path input : inputs.toList()) {
        byte[] bytes = Files.readAllBytes(input);
        for (int time = 0; time < WARM_UPS; time++) {
          warm(loader, bytes);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    isWarm = true;
  }

  @SuppressWarnings("CatchAndPrintStackTrace") // told once here, found again when it counts
  private static void warm(Consumer<byte[]> loader, byte[] bytes) {
    try {
      loader.accept(bytes);
    } catch (RuntimeException | Error e) {
      e.printStackTrace();
    }
  }

  /**
   * Hands the bytes over as a file, always of the same name.
   *
   * @return why it was refused; empty if it was loaded
   */
  public static Optional<String> file(String name, byte[] bytes, Load load) {
    isThorough = WARM_UP == null || !isWarm || Arrays.hashCode(bytes) % THOROUGH == 0;
    return attempt(
        () -> {
          Path file = FOLDER.resolve(name);
          Files.write(file, bytes);
          load.of(file);
        });
  }

  /**
   * Whether to make checks that take many times longer than loading. They are always made in tests
   * and while a run warms up; later, for a part of the inputs, which depends only on their bytes.
   */
  public static boolean isThorough() {
    return isThorough;
  }

  /**
   * Lets something be read; a refusal must be worth reading.
   *
   * @return why it was refused; empty if it was loaded
   */
  public static Optional<String> attempt(Reading reading) {
    try {
      reading.run();
      return Optional.empty();
    } catch (CarouselException refusal) {
      requireComplete(refusal);
      return Optional.of(String.valueOf(refusal.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A folder for files, empty at the start of the process. */
  public static Path folder(String name) {
    try {
      return Files.createDirectories(FOLDER.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is shown on a terminal: lines of printable characters. */
  public static void requirePrintable(String text) {
    require(text.codePoints().allMatch(c -> c == '\n' || Printable.isPrintable(c)), text);
  }

  /** Fails if what was loaded is not what it must be. */
  public static void require(boolean holds, Object otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  private static void requireComplete(CarouselException refusal) {
    String message = String.valueOf(refusal.getMessage());
    require(message.length() <= LONGEST_MESSAGE, message.length() + " characters");
    requirePrintable(message);
    List<String> lines = message.lines().toList();
    require(lines.size() >= 2 && lines.get(0).matches("[A-Z'].*[.?]"), message);
  }

  private static Path folder() {
    try {
      Path folder = Files.createTempDirectory("carousel-fuzz");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(folder)));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tells the run's script how high the heap stood, and leaves no files. */
  private static void end(Path folder) {
    long peak =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToLong(usage -> usage.getUsed())
            .sum();
    System.err.println("carousel-fuzz: peak heap " + (peak >> 20) + " MiB");
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException ignored) {
      // A temporary folder: the system will remove it.
    }
  }
}
