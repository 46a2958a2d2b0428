package dev.carousel.refusal;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Makes the table of bad inputs of what the tests of all modules noted when they last ran. */
public final class BadInputs {
  private static final int DEEPEST_MODULE = 2;

  private BadInputs() {}

  /** Takes two paths: the project, and the page to write. */
  public static void main(String[] arguments) throws IOException {
    List<Note> notes = new ArrayList<>();
    for (Path file : files(Path.of(arguments[0]))) {
      Files.readAllLines(file).forEach(line -> notes.add(Note.parse(line)));
    }
    Files.writeString(Path.of(arguments[1]), BadInputsPage.of(notes));
  }

  private static List<Path> files(Path project) throws IOException {
    PathMatcher noted =
        FileSystems.getDefault().getPathMatcher("glob:**/" + Note.FOLDER + "/*" + Note.SUFFIX);
    int depth = DEEPEST_MODULE + Path.of(Note.FOLDER).getNameCount() + 1;
    try (Stream<Path> all = Files.find(project, depth, (file, known) -> noted.matches(file))) {
      return all.sorted().toList();
    }
  }
}
