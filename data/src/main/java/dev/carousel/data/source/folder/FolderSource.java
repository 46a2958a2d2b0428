package dev.carousel.data.source.folder;

import dev.carousel.data.frame.FrameReading;
import dev.carousel.data.frame.FrameSource;
import dev.carousel.data.frame.FrameSourceProvider;
import dev.carousel.data.frame.SourceInput;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.internal.reading.DataMemory;
import dev.carousel.data.internal.reading.Unreadable;
import dev.carousel.data.source.csv.CsvSourceProvider;
import dev.carousel.data.source.csv.TsvSourceProvider;
import dev.carousel.data.source.jsonl.JsonLinesSourceProvider;
import dev.carousel.data.source.npy.NpySourceProvider;
import dev.carousel.error.CarouselException;
import dev.carousel.spi.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a folder with one sequence a file, in the order of their paths, as one frame: the rows of
 * all files, and
 *
 * <ul>
 *   <li>{@code group}: the file's name without its ending; for a file in a folder below, with the
 *       path to it: {@code walking/17}
 *   <li>{@code label}, if it is {@linkplain #labelFrom set}: the name of the folder that the file
 *       is in
 * </ul>
 *
 * <p>All files must have the same columns, in any order. Hidden files and folders, run folders,
 * links to folders, and files with other endings are skipped.
 *
 * <p>Immutable and thread-safe.
 */
public final class FolderSource implements FrameSource {
  /** The column with the name of the file that a row is of. */
  public static final String GROUP = "group";

  /** The column with the name of the folder that the file is in, if labels are read from it. */
  public static final String LABEL = "label";

  static final String LESS = "fewer files, or fewer of their columns";

  private static final List<FrameSourceProvider> FORMATS =
      List.of(
          new CsvSourceProvider(),
          new TsvSourceProvider(),
          new JsonLinesSourceProvider(),
          new NpySourceProvider());

  private final Map<String, FrameSource> byEnding;
  private final LabelFrom labelFrom;
  private final long heap;

  private FolderSource(Map<String, FrameSource> byEnding, LabelFrom labelFrom, long heap) {
    this.byEnding = byEnding;
    this.labelFrom = labelFrom;
    this.heap = heap;
  }

  /** A source of folders whose files are read as their names tell, with default options. */
  public static FolderSource byName() {
    Map<String, FrameSource> sources = new LinkedHashMap<>();
    for (FrameSourceProvider format : FORMATS) {
      FrameSource source = format.create(Options.defaults(format.options()));
      format.endings().forEach(ending -> sources.put(ending, source));
    }
    return new FolderSource(sources, LabelFrom.NONE, Runtime.getRuntime().maxMemory());
  }

  /**
   * A source of folders whose files are all read by another source.
   *
   * @param endings of the files' names, in lower case with their dot
   */
  public static FolderSource over(FrameSource files, List<String> endings) {
    Map<String, FrameSource> sources = new LinkedHashMap<>();
    endings.forEach(ending -> sources.put(ending, files));
    return new FolderSource(sources, LabelFrom.NONE, Runtime.getRuntime().maxMemory());
  }

  /** The same with the label of each file from here. */
  public FolderSource labelFrom(LabelFrom from) {
    return new FolderSource(byEnding, from, heap);
  }

  /** For tests: as if the heap could have so many bytes. */
  FolderSource withHeap(long bytes) {
    return new FolderSource(byEnding, labelFrom, bytes);
  }

  @Override
  public FrameReading read(SourceInput input, Wanted wanted) {
    Path folder = input.path().orElseThrow(() -> noFolder(input));
    Unreadable.requireExists("folder", folder);
    if (!Files.isDirectory(folder)) {
      throw noFolder(input);
    }
    try {
      FolderFiles files = FolderFiles.in(folder, byEnding.keySet());
      return new FolderReader(
              folder, files, this::sourceOf, byEnding.keySet(), labelFrom, wanted, heap)
          .read();
    } catch (OutOfMemoryError full) {
      throw DataMemory.tooLarge("data of the folder", input, 0, heap, heap, LESS, full);
    } catch (IOException e) {
      throw Unreadable.because(folder, e);
    }
  }

  private static CarouselException noFolder(SourceInput input) {
    return CarouselException.failure("This is a file, not a folder.")
        .expected("a folder with one sequence a file")
        .where(input)
        .build();
  }

  private FrameSource sourceOf(Path file) {
    return endingOf(file, byEnding.keySet()).map(byEnding::get).orElseThrow();
  }

  /** The ending of a file's name that is one of these. */
  static Optional<String> endingOf(Path file, Iterable<String> endings) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    for (String ending : endings) {
      if (name.endsWith(ending)) {
        return Optional.of(ending);
      }
    }
    return Optional.empty();
  }
}
