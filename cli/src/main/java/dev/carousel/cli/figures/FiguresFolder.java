package dev.carousel.cli.figures;

import dev.carousel.cli.console.OutputFile;
import dev.carousel.error.CarouselException;
import dev.carousel.io.AtomicFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A folder for figures, which a command makes at its end. Files in it are replaced only if Carousel
 * drew them. Immutable and thread-safe.
 *
 * @param given the name as it was given
 */
public record FiguresFolder(String given) {
  static final String OPTION = "--figures";
  private static final int HEAD = 256;

  /** The folder. */
  public Path path() {
    return Path.of(given);
  }

  /** Every file that a command could write there. */
  public List<OutputFile> files() {
    return files(List.of(FigureFile.values()));
  }

  /** The files that the value of an option names for a command to write; empty for most. */
  public static List<OutputFile> outputs(@Nullable Object value) {
    if (value instanceof FiguresFolder folder) {
      return folder.files();
    }
    return value instanceof OutputFile file ? List.of(file) : List.of();
  }

  /** The files of some figures. */
  List<OutputFile> files(Collection<FigureFile> figures) {
    return figures.stream()
        .flatMap(figure -> figure.names().stream())
        .map(name -> new OutputFile(path().resolve(name).toString()))
        .toList();
  }

  /**
   * Fails if figures could not be written there, or something would be lost.
   *
   * @throws CarouselException if it is a file, cannot be made or written to, or has files of these
   *     names that Carousel did not draw
   */
  void requireWritable(Collection<FigureFile> figures) {
    fault()
        .ifPresent(
            fault -> {
              throw CarouselException.usage("The folder for figures cannot be used.")
                  .expected("a folder, which may be new")
                  .found(fault)
                  .where(OPTION + " " + given)
                  .mend("name another folder")
                  .build();
            });
    figures.stream()
        .flatMap(figure -> foreign(figure).stream())
        .findFirst()
        .ifPresent(
            file -> {
              throw CarouselException.usage("A figure would replace another file.")
                  .expected("a folder without " + file.getFileName() + ", or with earlier figures")
                  .found(file + ", which Carousel did not draw")
                  .where(OPTION + " " + given)
                  .mend("name another folder, or remove the file first if nobody needs it")
                  .build();
            });
  }

  private Optional<String> fault() {
    Path folder = path().toAbsolutePath();
    Optional<Path> file = AtomicFiles.fileAt(folder);
    if (file.isPresent()) {
      return file.map(found -> found + " is a file");
    }
    Optional<String> name = AtomicFiles.nameFault(folder);
    return name.isPresent() ? name : forbidden(folder);
  }

  private static Optional<String> forbidden(Path folder) {
    Path nearest = folder;
    while (nearest != null && !Files.exists(nearest)) {
      nearest = nearest.getParent();
    }
    return nearest == null || Files.isWritable(nearest)
        ? Optional.empty()
        : Optional.of("no permission to write into " + nearest);
  }

  /** Its files that something else than Carousel wrote. */
  private List<Path> foreign(FigureFile figure) {
    return isOurs(figure)
        ? List.of()
        : figure.names().stream().map(path()::resolve).filter(Files::exists).toList();
  }

  /**
   * Whether an earlier command drew it: a CSV cannot say that itself, but the SVG beside it can.
   */
  private boolean isOurs(FigureFile figure) {
    try (InputStream in = Files.newInputStream(path().resolve(figure.main()))) {
      return new String(in.readNBytes(HEAD), StandardCharsets.UTF_8).contains(Sheet.MADE_BY);
    } catch (IOException missing) {
      return false;
    }
  }

  /**
   * Removes those of an earlier command.
   *
   * @throws IOException if one cannot be removed
   */
  void remove(FigureFile figure) throws IOException {
    if (isOurs(figure)) {
      for (String name : figure.names()) {
        AtomicFiles.delete(path().resolve(name));
      }
    }
  }
}
