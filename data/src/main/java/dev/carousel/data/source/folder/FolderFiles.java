package dev.carousel.data.source.folder;

import dev.carousel.data.internal.reading.RunTraces;
import dev.carousel.error.CarouselException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The files of a folder and of those below it.
 *
 * @param files those with a known ending, in the order of their portable paths
 * @param others the names of what was skipped, in order
 */
record FolderFiles(List<Path> files, List<String> others) {
  private static final int MOST_NAMED = 3;

  static FolderFiles in(Path folder, Set<String> endings) throws IOException {
    Walk walk = new Walk(folder, endings);
    Files.walkFileTree(folder.toRealPath(), walk);
    walk.files.sort(Comparator.comparing(file -> portable(folder, file)));
    if (walk.files.isEmpty()) {
      throw CarouselException.failure("The folder contains no sequences.")
          .expected("files that end in " + String.join(", ", endings))
          .found(walk.others.isEmpty() ? "no files" : some(walk.others))
          .where(folder)
          .build();
    }
    return new FolderFiles(List.copyOf(walk.files), walk.others.stream().sorted().toList());
  }

  /** The path below the folder, with '/' between the parts. */
  static String portable(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  /** What was skipped, in words; empty for nothing. */
  List<String> notes() {
    String count = others.size() == 1 ? "1 file: " : others.size() + " files: ";
    return others.isEmpty() ? List.of() : List.of("skipped " + count + some(others));
  }

  private static String some(List<String> names) {
    String few = names.stream().sorted().limit(MOST_NAMED).collect(Collectors.joining(", "));
    return names.size() > MOST_NAMED ? few + ", .." : few;
  }

  private static final class Walk extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final Path real;
    private final Set<String> endings;
    private final List<Path> files = new ArrayList<>();
    private final List<String> others = new ArrayList<>();

    Walk(Path folder, Set<String> endings) throws IOException {
      this.folder = folder;
      this.real = folder.toRealPath();
      this.endings = endings;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
        throws IOException {
      boolean isHidden = !path.equals(real) && isHidden(path);
      if (!isHidden && RunTraces.areIn(path)) {
        skip(path);
        return FileVisitResult.SKIP_SUBTREE;
      }
      return isHidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
      if (isHidden(path)) {
        return FileVisitResult.CONTINUE;
      }
      // a link to a file is read like the file
      if (Files.isRegularFile(path) && FolderSource.endingOf(path, endings).isPresent()) {
        files.add(folder.resolve(real.relativize(path)));
      } else {
        skip(path);
      }
      return FileVisitResult.CONTINUE;
    }

    private void skip(Path path) {
      others.add(portable(real, path));
    }

    private static boolean isHidden(Path path) {
      return String.valueOf(path.getFileName()).startsWith(".");
    }
  }
}
