package dev.carousel.spark.cluster;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class path of this test, parted as on a cluster.
 *
 * @param ofSpark a folder with links to what Spark's own download has, and nothing else
 * @param program the other jars, which a program has to bring along; folders are packed
 */
record ClassPathJars(Path ofSpark, List<Path> program) {
  private static final String LIST = "spark-artifacts.txt";

  static ClassPathJars in(Path folder) throws IOException {
    Path links = Files.createDirectories(folder.resolve("jars"));
    Path packed = Files.createDirectories(folder.resolve("program"));
    Set<String> known = sparkArtifacts();
    List<Path> program = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(entry).toAbsolutePath();
      if (Files.isDirectory(path)) {
        program.add(pack(path, packed.resolve(program.size() + ".jar")));
      } else if (known.contains(artifact(path))) {
        link(links.resolve(path.getFileName()), path);
      } else if (Files.exists(path)) {
        program.add(path);
      }
    }
    return new ClassPathJars(links, program);
  }

  /** As Spark's setting {@code spark.jars} has them. */
  String ofProgram() {
    return program.stream().map(Path::toString).collect(Collectors.joining(","));
  }

  private static Set<String> sparkArtifacts() throws IOException {
    try (var list = ClassPathJars.class.getResourceAsStream(LIST)) {
      return new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.toSet());
    }
  }

  /** In a local repository, the folder above the version's. */
  private static String artifact(Path jar) {
    Path version = jar.getParent();
    Path artifact = version == null ? null : version.getParent();
    return artifact == null ? "" : String.valueOf(artifact.getFileName());
  }

  private static void link(Path link, Path jar) throws IOException {
    if (!Files.exists(link)) {
      Files.createSymbolicLink(link, jar);
    }
  }

  private static Path pack(Path folder, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> all = Files.walk(folder)) {
      for (Path one : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        out.putNextEntry(new JarEntry(folder.relativize(one).toString().replace('\\', '/')));
        Files.copy(one, out);
        out.closeEntry();
      }
    }
    return jar;
  }
}
