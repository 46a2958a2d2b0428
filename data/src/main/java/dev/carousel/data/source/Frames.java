package dev.carousel.data.source;

import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.FrameReading;
import dev.carousel.data.frame.FrameSource;
import dev.carousel.data.frame.FrameSourceProvider;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.source.csv.CsvSourceProvider;
import dev.carousel.data.source.csv.TsvSourceProvider;
import dev.carousel.data.source.folder.FolderSource;
import dev.carousel.data.source.jsonl.JsonLinesSourceProvider;
import dev.carousel.data.source.npy.NpySourceProvider;
import dev.carousel.data.source.npy.NpzSourceProvider;
import dev.carousel.data.source.ts.TsSourceProvider;
import dev.carousel.error.CarouselException;
import dev.carousel.spi.Options;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads files into frames with the source that the ending of the file's name tells. A folder is
 * read as one sequence a file.
 *
 * <pre>{@code
 * Frame frame = Frames.read(Path.of("weather.csv"));
 * }</pre>
 */
public final class Frames {
  private static final Logger LOG = LoggerFactory.getLogger(Frames.class);

  private static final List<FrameSourceProvider> PROVIDERS =
      List.of(
          new CsvSourceProvider(),
          new TsvSourceProvider(),
          new JsonLinesSourceProvider(),
          new NpySourceProvider(),
          new NpzSourceProvider(),
          new TsSourceProvider());

  private Frames() {}

  /**
   * Reads all columns of a file or folder, each as what its cells are. What was found out about the
   * file is logged at level info.
   *
   * @throws CarouselException if the name has no known ending, or the file cannot be read
   */
  public static Frame read(Path path) {
    FrameReading reading = read(path, Wanted.everything());
    LOG.info("Read {}: {}", path, String.join("; ", reading.notes()));
    return reading.frame();
  }

  /**
   * Reads the wanted columns of a file.
   *
   * @throws CarouselException if the name has no known ending, or the file cannot be read
   */
  public static FrameReading read(Path path, Wanted wanted) {
    return sourceOf(path).read(path, wanted);
  }

  /**
   * The source for a file, with the defaults of its options.
   *
   * @throws CarouselException if the name has no known ending
   */
  public static FrameSource sourceOf(Path path) {
    if (Files.isDirectory(path)) {
      return FolderSource.byName();
    }
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    for (FrameSourceProvider provider : PROVIDERS) {
      if (provider.endings().stream().anyMatch(name::endsWith)) {
        return provider.create(Options.defaults(provider.options()));
      }
    }
    List<String> endings =
        PROVIDERS.stream()
            .flatMap(provider -> provider.endings().stream())
            .filter(ending -> !ending.endsWith(".gz"))
            .toList();
    throw CarouselException.usage("The file's name does not tell how it is to be read.")
        .expected(
            "a name that ends in " + String.join(", ", endings) + ", or in .csv.gz and the like")
        .found(path)
        .mend("rename the file, or name its format")
        .build();
  }
}
