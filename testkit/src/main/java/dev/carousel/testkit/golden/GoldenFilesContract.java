package dev.carousel.testkit.golden;

import dev.carousel.spi.Cell;
import dev.carousel.testkit.internal.NamedCell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares cells with every golden file of a module, {@code src/test/resources/golden/*.json}. Each
 * file names its cell in {@code meta/cell}, as a user would: {@code star:variant=code}. The cell's
 * provider must be on the class path.
 *
 * <pre>{@code
 * class MyGoldenTest extends GoldenFilesContract {}
 * }</pre>
 */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.carousel.testkit.golden.GoldenFilesContract#files")
public abstract class GoldenFilesContract extends GoldenContract {
  private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

  @Parameter @Nullable Path file;

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  @Override
  protected final Golden golden() {
    return Golden.read(Objects.requireNonNull(file));
  }

  @Override
  protected final Cell cell() {
    return NamedCell.of(golden().meta("cell"));
  }
}
