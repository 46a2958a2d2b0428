package dev.carousel.cli.create;

import dev.carousel.error.CarouselException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A project as it is written: the starter of a kind, a folder of the examples, with other names in
 * it.
 *
 * @param kind of plugin
 * @param names instead of those of the starter
 */
record Starter(StarterKind kind, StarterNames names) {
  private static final String POM = "pom.xml";

  /** A link out of the project leads nowhere; what it is about still stands there. */
  private static final Pattern LINK_OUT = Pattern.compile("\\[([^\\]]+)\\]\\(\\.\\./[^)]*\\)");

  /** The text of every file, by its path within the project. */
  Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    List<String> own = paths(kind, names);
    List<String> given = paths(kind, kind.names());
    for (int i = 0; i < own.size(); i++) {
      files.put(own.get(i), renamed(kind, given.get(i)));
    }
    return files;
  }

  private static List<String> paths(StarterKind kind, StarterNames names) {
    String folder = names.pack().replace('.', '/') + "/";
    String plugin = folder + names.plugin(kind);
    return List.of(
        POM,
        "README.md",
        "src/main/java/" + folder + "package-info.java",
        "src/main/java/" + plugin + ".java",
        "src/main/java/" + plugin + "Provider.java",
        "src/main/resources/" + kind.plugin().serviceFile(),
        "src/test/java/" + plugin + "Test.java",
        "src/test/java/" + plugin + "ProviderTest.java");
  }

  private String renamed(StarterKind kind, String path) {
    boolean isPom = path.equals(POM); // all kinds have that of the cell
    StarterKind owner = isPom ? StarterKind.CELL : kind;
    StarterNames old = owner.names();
    String text =
        text(owner, path)
            .replace(old.pack(), names.pack())
            .replace(old.pack().replace('.', '/'), names.pack().replace('.', '/'))
            .replace(old.id(), names.id())
            .replace(old.classes(), names.classes());
    return isPom
        ? text.replace(owner.words() + " for Carousel", kind.words() + " for Carousel")
        : LINK_OUT.matcher(text).replaceAll("$1");
  }

  private static String text(StarterKind kind, String path) {
    String resource = "starters/" + kind.folder() + "/" + path;
    try (InputStream in = Starter.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw CarouselException.failure("The installation of Carousel lacks a part of the starter.")
            .expected("the resource " + resource)
            .mend("install Carousel again")
            .build();
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes the project.
   *
   * @param folder new or empty
   * @return the files, in order
   * @throws CarouselException if there is something in the folder, or it cannot be written
   */
  List<Path> write(Path folder) {
    requireEmpty(folder);
    List<Path> written = new ArrayList<>();
    files()
        .forEach(
            (path, text) -> {
              Path file = folder.resolve(path);
              try {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
              } catch (IOException e) {
                throw CarouselException.failure("The project cannot be written.")
                    .found(e)
                    .where(file)
                    .cause(e)
                    .build();
              }
              written.add(file);
            });
    return written;
  }

  private void requireEmpty(Path folder) {
    if (Files.notExists(folder)) {
      return;
    }
    String found = "a file";
    if (Files.isDirectory(folder)) {
      try (Stream<Path> entries = Files.list(folder)) {
        if (entries.findAny().isEmpty()) {
          return;
        }
        found = "a folder with files in it";
      } catch (IOException e) {
        found = "a folder that cannot be read: " + e.getMessage();
      }
    }
    throw CarouselException.usage("The project would go into something that is there already.")
        .expected("a new or an empty folder")
        .found(found)
        .where(folder)
        .mend("--out another-folder, or remove " + folder)
        .build();
  }
}
